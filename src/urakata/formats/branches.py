"""枝分かれの書き方: 「もし〈入社がある〉なら 工程4へ」, read into a condition and said as one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from urakata.core.conditions import Asked, with_answers_before
from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake
from urakata.core.gate import figure
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Outline, Step
from urakata.core.outline_keys import Keys
from urakata.core.outline_problems import Answers

THERE = ("ある", "ない")
YES = ("はい", "いいえ")

_BRANCH = re.compile(
    r"もし[、,]?\s*(?:〈(?P<marked>[^〉]{1,200})〉|(?P<plain>[^〈〉]{1,200}?))\s*"
    r"(?:ならば|なら|のときは|のとき|とき|の場合は|の場合|場合は|場合)"
    r"(?:[、,\s]*(?:工程)?\s*(?P<to>\d{1,4})\s*(?:番)?\s*(?:へ|に)?(?:進む|とぶ|飛ぶ|行く)?)?\s*[。]?"
)
_BRANCH_EN = re.compile(
    r"[Ii]f\s+〈(?P<marked>[^〉]{1,200})〉(?:,?\s*(?:then\s+)?go\s+to\s+(?:step\s+)?(?P<to>\d{1,4}))?\s*\.?"
)
_AMOUNT = re.compile(r"(?P<figure>[+-]?[\d,]+(?:\.\d+)?)\s*(?:円|件|名|人|枚|日|回|個|台|%|％)?\s*(?P<how>\D*)")

AMOUNTS = {
    "以上": Comparison.AT_LEAST,
    "以下": Comparison.AT_MOST,
    "より大きい": Comparison.MORE,
    "より多い": Comparison.MORE,
    "を超える": Comparison.MORE,
    "より小さい": Comparison.LESS,
    "より少ない": Comparison.LESS,
    "未満": Comparison.LESS,
    "でない": Comparison.UNEQUAL,
    "ではない": Comparison.UNEQUAL,
    "である": Comparison.EQUAL,
    "": Comparison.EQUAL,
}
DAYS = {
    "よりあと": Comparison.MORE,
    "より後": Comparison.MORE,
    "以後": Comparison.AT_LEAST,
    "以降": Comparison.AT_LEAST,
    "より前": Comparison.LESS,
    "以前": Comparison.AT_MOST,
    "まで": Comparison.AT_MOST,
    "でない": Comparison.UNEQUAL,
    "": Comparison.EQUAL,
}


@dataclass(frozen=True, slots=True)
class Branch:
    """書かれた枝分かれ: what is asked, and the number of the step it leads to."""

    words: str
    to: int | None = None


def read_branch(text: str) -> Branch | None:
    """枝分かれを読む; None where the line is no such sentence."""
    said = normalize("NFKC", text).strip()
    found = _BRANCH.fullmatch(said) or _BRANCH_EN.fullmatch(said)
    if found is None:
        return None
    words = (found["marked"] or found.groupdict().get("plain") or "").strip()
    return Branch(words, int(found["to"]) if found["to"] else None) if words else None


def condition_of(words: str, outline: Outline, at: int) -> tuple[Condition, Check | None]:
    """条件にする: an answer of the step at `at` or before it that says so, else a check to be added to that step."""
    plain = _plain(words)
    before = _answers(outline, at)
    for place, (_, check) in reversed(list(before.items())):
        if "." in place and (said := _compared(plain, check)) is not None:
            return Condition(place, *said), None
    source = outline.steps[at]
    check, value = _new(words, source)
    return Condition(f"{source.key}.{check.key}", Comparison.EQUAL, value), check


def say(asked: Asked) -> str:
    """条件を言う, so that it can be read again: 入社がある, 総支給額が100000以上."""
    check, condition = asked.check, asked.condition
    text, value, is_equal = check.text, condition.value, condition.comparison is Comparison.EQUAL
    if check.kind is CheckKind.TICK:
        return f"{text}に印が{'ある' if bool(value) is is_equal else 'ない'}"
    if check.kind is CheckKind.CHOICE and check.choices == YES and value == YES[0] and is_equal:
        return text
    words = AMOUNTS if check.kind is CheckKind.NUMBER else DAYS
    how = next(word for word, comparison in words.items() if comparison is condition.comparison)
    return f"{text}が{value}{'' if is_equal else how}"


def _answers(outline: Outline, at: int) -> Answers:
    """What has been answered when the step at `at` is over."""
    following = Step("", "", per=outline.steps[at].per)
    so_far = replace(outline, steps=(*outline.steps[: at + 1], following))
    return dict([before for _, before in with_answers_before(so_far)][-1])


def _compared(words: str, check: Check) -> tuple[Comparison, int | float | str | bool] | None:
    text = _plain(check.text)
    if not text:
        return None
    if check.kind is CheckKind.CHOICE and check.choices == YES and words == text:
        return Comparison.EQUAL, YES[0]
    rest = next((words.removeprefix(start) for start in _starts(text) if words.startswith(start)), None)
    if rest is None:
        return None
    match check.kind:
        case CheckKind.TICK:
            return {"に印がある": (Comparison.EQUAL, True), "に印がない": (Comparison.EQUAL, False)}.get(rest)
        case CheckKind.CHOICE:
            return _chosen(rest, check)
        case CheckKind.NUMBER:
            return _amount(rest)
        case CheckKind.DATE:
            return _day(rest)
        case CheckKind.TEXT:
            return (Comparison.EQUAL, rest) if rest else None
        case _:
            return None


def _starts(text: str) -> Iterator[str]:
    yield f"{text}が"
    yield f"{text}は"
    yield text


def _chosen(rest: str, check: Check) -> tuple[Comparison, str] | None:
    for choice in check.choices:
        plain = _plain(choice)
        if rest == plain:
            return Comparison.EQUAL, choice
        if rest in (f"{plain}でない", f"{plain}ではない"):
            return Comparison.UNEQUAL, choice
    return None


def _amount(rest: str) -> tuple[Comparison, int | float] | None:
    if rest in THERE:
        return (Comparison.MORE, 0) if rest == THERE[0] else (Comparison.EQUAL, 0)
    found = _AMOUNT.fullmatch(rest)
    value = figure(found["figure"]) if found else None
    if found is None or value is None or found["how"] not in AMOUNTS:
        return None
    return AMOUNTS[found["how"]], int(value) if value == int(value) else float(value)


def _day(rest: str) -> tuple[Comparison, str] | None:
    for word, comparison in DAYS.items():
        if rest.endswith(word) and (said := rest.removesuffix(word)):
            try:
                return comparison, parse_date(said, None).isoformat()
            except InputMistake:
                continue
    return None


def _new(words: str, step: Step) -> tuple[Check, str]:
    keys = Keys("c", (check.key for check in step.checks))
    for value in THERE:
        text = words.removesuffix(value).removesuffix("が")
        if words.endswith(value) and text and text != words:
            return Check(keys.key_for(text), text, CheckKind.CHOICE, choices=THERE), value
    return Check(keys.key_for(words), words, CheckKind.CHOICE, choices=YES), YES[0]


def _plain(text: str) -> str:
    return re.sub(r"[\s「」、。]", "", normalize("NFKC", text))

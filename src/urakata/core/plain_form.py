"""言い切りの形: what was written while doing it (「残高を写しています」) as the title of a step (「残高を写す」).

A proposal and no more: where no ending is known for certain the words stay as they were written.
"""

import re
from dataclasses import dataclass

LONGEST_TITLE = 60  # as the hints of a step ask for

# Verbs of the desk whose た-form does not tell which it is: 送った is 送る, 使った is 使う.
_KNOWN = (
    *("送る", "作る", "つくる", "取る", "撮る", "受け取る", "貼る", "切る", "配る", "戻る", "測る", "振る", "絞る"),
    *(
        "使う",
        "を行う",
        "もらう",
        "払う",
        "支払う",
        "買う",
        "拾う",
        "扱う",
        "伺う",
        "手伝う",
        "合う",
        "待つ",
        "持つ",
        "打つ",
        "借りる",
        "見る",
        "出る",
    ),
    *(
        "開ける",
        "閉じる",
        "読む",
        "頼む",
        "選ぶ",
        "並ぶ",
        "呼ぶ",
        "包む",
        "組む",
        "済む",
        "書く",
        "開く",
        "聞く",
        "置く",
    ),
    *(
        "引く",
        "付く",
        "拭く",
        "続く",
        "抜く",
        "解く",
        "届く",
        "急ぐ",
        "に行く",
        "へ行く",
        "写す",
        "直す",
        "渡す",
        "出す",
    ),
    *("返す", "消す", "探す", "足す", "移す", "押す", "話す", "回す", "流す", "外す", "残す", "動かす", "照らす"),
)
_TA = {"う": "った", "つ": "った", "る": "った", "む": "んだ", "ぶ": "んだ", "ぬ": "んだ"} | {
    "く": "いた", "ぐ": "いだ", "す": "した",
}  # fmt: skip
_ICHIDAN = {"借りる", "見る", "出る", "開ける", "閉じる"}
_OF_GOING = {"に行く": "に行った", "へ行く": "へ行った"}
_POLITE = {"う": "い", "つ": "ち", "る": "り", "む": "み", "ぶ": "び", "ぬ": "に", "く": "き", "ぐ": "ぎ", "す": "し"}

_END = re.compile(r"[\s。．.、，,！!〜~…]+$")
_SENTENCE = re.compile(r"(?<=[。．！!？?])\s*|\n+")
_GOING_ON = re.compile(r"(て|で)(?:います|いました|いる|いた|いるところ|る|ます)$")
_DONE_SURU = re.compile(
    r"(?<=[一-龥々ァ-ヶーA-Za-z])(?:しました|します|した|しています|してます|している|してる|中(?:です)?)$"
)
_ICHIDAN_DONE = re.compile(r"(?<=[えけせてねへめれげぜでべぺきじ])(?:ました|ます|た)$")


@dataclass(frozen=True, slots=True)
class Proposed:
    """案: a title, and what it leaves over."""

    title: str
    rest: str = ""


def proposed(text: str) -> Proposed:
    """見出しの案: the first sentence in plain form; whatever follows it, or is too long for a title, is the rest."""
    first, *others = [part for part in _SENTENCE.split(text.strip(), maxsplit=1) if part.strip()] or [text.strip()]
    title, rest = plain(first), "".join(others).strip()
    if len(title) <= LONGEST_TITLE:
        return Proposed(title, rest)
    return Proposed(title[: LONGEST_TITLE - 1] + "…", text.strip())


def plain(sentence: str) -> str:
    """言い切り: 「銀行の残高を写しています。」 → 「銀行の残高を写す」."""
    said = _END.sub("", sentence.strip()) or sentence.strip()
    done = _GOING_ON.sub(lambda found: "た" if found[1] == "て" else "だ", said)
    for verb in _LONGEST_FIRST:
        for ending in _ENDINGS[verb]:
            if done.endswith(ending):
                return done.removesuffix(ending) + verb
    if _DONE_SURU.search(said):
        return _DONE_SURU.sub("する", said)
    return _ICHIDAN_DONE.sub("る", done)


def _endings(verb: str) -> tuple[str, ...]:
    stem, last = verb[:-1], verb[-1]
    if verb in _ICHIDAN:
        return (f"{stem}ました", f"{stem}ます", f"{stem}た")
    done = _OF_GOING.get(verb, stem + _TA[last])
    return (f"{stem}{_POLITE[last]}ました", f"{stem}{_POLITE[last]}ます", done)


_ENDINGS = {verb: _endings(verb) for verb in _KNOWN}
_LONGEST_FIRST = sorted(_KNOWN, key=len, reverse=True)

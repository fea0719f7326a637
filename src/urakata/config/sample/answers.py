"""答え: what people wrote into the checks of a run, the same for the same run."""

from datetime import date, timedelta

from urakata.config.sample.chance import amount, chance
from urakata.config.sample.figures import figures
from urakata.config.sample.said import CHOSEN, SAID
from urakata.core.outline import Check, CheckKind, Step
from urakata.features.runs.models import SPOT

WORDS = {
    "asset": "PC-{n}",
    "bank_cutoff": "3営業日前の17:00",
    "counted_by": "沢田",
    "edition": "第1版",
    "edition_used": "通知書 第1版",
    "handed": "給与の受け取りの返事あり",
    "kept": "総務の共有フォルダ",
    "key_number": "K-17",
    "owner": "管理部 森田",
    "receipt_number": "U{n}",
    "pattern": "末締め・当月25日払い",
    "reasons": "領収書の写しがない、用途が短い、経路が違う",
    "receipt": "R{n}",
    "receiver": "杉本",
    "receivers": "受け手 杉本、代わり 三宅・橘",
    "request_number": "K{n}",
    "seat": "3階 B-12",
    "serial": "PC-{n}",
}
OF_THE_RUN = frozenset({"payday", "value_date", "published_on", "joins_on", "first_deduction"})  # days that are its own
MONEY = ("額", "合計", "残高", "残り", "利益", "税", "負担", "保険料", "預り金", "通勤費")


def answers(procedure: str, step: Step, anchor_on: date, done_on: date, of: str = "") -> dict[str, str]:
    """確かめたこと of one step; `of` is whom the step is about, where it is done for each."""
    told = SAID.get(procedure, {})
    known = figures(procedure, anchor_on) | {key: said for key, said in told.items() if isinstance(said, str)}
    known |= CHOSEN.get((procedure, of), {})

    def day_of(check: Check) -> date:
        ahead = told.get(check.key)
        if isinstance(ahead, int):
            return anchor_on + timedelta(days=ahead)
        return anchor_on if check.key in OF_THE_RUN else done_on

    return {
        check.key: known.get(check.key) or _answer(check, f"{procedure} {anchor_on} {check.key}", day_of(check))
        for check in step.checks
    }


def _answer(check: Check, words: str, day: date) -> str:
    match check.kind:
        case CheckKind.TICK:
            return "1"
        case CheckKind.CHOICE:
            return check.choices[0]
        case CheckKind.DATE:
            return day.isoformat()
        case CheckKind.NUMBER:
            return _number(check.text, words)
    if check.key.startswith(SPOT):
        return f"{amount(words, 12_400, 486_000):,}"
    return WORDS.get(check.key, "済み").format(n=chance(words).randint(2107, 9894))


def _number(text: str, words: str) -> str:
    if "％" in text:
        return f"{chance(words).randint(281, 334) / 10}"
    if "時間" in text:
        return f"{chance(words).randint(4120, 6980) / 10}"
    if any(word in text for word in MONEY):
        return f"{amount(words, 38_200, 1_940_000):,}"
    return str(chance(words).randint(2, 19))

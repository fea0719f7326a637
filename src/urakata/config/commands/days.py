"""暦と逆算の命令: answered from files; only the company's own closed days are asked of a home that has them."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.config.home import home
from urakata.core.backplan import PlannedStep, is_late, opening_day, plan
from urakata.core.business_days import ClosedDay
from urakata.core.dates_ja import parse_date
from urakata.core.outline import Outline
from urakata.core.profile import Profile
from urakata.formats import company as company_file
from urakata.formats import procedures as procedure_file
from urakata.formats.mistakes import Mistake
from urakata.formats.wording import sentence
from urakata.rules import bizday as rules
from urakata.rules.batch import answers
from urakata.rules.calendars import Calendars, calendars

MOST_BYTES = 20_000_000


def _bizday_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="言葉", help="; ".join(f"{n} {u}" for n, (u, _) in rules.ANSWERS.items())
    )
    parser.add_argument("--calendar", default="company", metavar="NAME")
    parser.add_argument("--company", metavar="FILE")
    parser.add_argument("--batch", metavar="FILE")


def _bizday(call: Call) -> Answer:
    """営業日: one question, or --batch with one a line."""
    own = OwnClosedDays(call.words.company)
    if call.words.batch is not None:
        if call.words.words:
            raise BadInput("--batch のときは、問いをファイルの中に書いてください。")
        asked = read_batch(call.words.batch)
        return batch(list(answers(asked, lambda words: rules.answer(words, closed_days=own))))
    found = rules.answer(call.words.words, closed_days=own, calendar=call.words.calendar)
    return Answer(found, [f"{found['result']}{' (予測)' if found['provisional'] else ''}"])


def batch(found: list[dict[str, object]]) -> Answer:
    """Many answers, each a line of its own; the exit says whether all of them could be given."""
    return Answer({"batch": found}, code=int(any("error" in one for one in found)))


def read_batch(name: str) -> str:
    """The lines of FILE, of standard input for `-`."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"--batch「{name}」を UTF-8 として読めません。") from None


def _plan_words(parser: ArgumentParser) -> None:
    parser.add_argument("procedure", metavar="PROCEDURE.yaml")
    parser.add_argument("--due", metavar="DATE", required=True)
    parser.add_argument("--company", metavar="FILE")


def _plan(call: Call) -> Answer:
    """逆算: when each step starts and is due, counted back from --due; late also exits 0."""
    outline = _procedure(call.words.procedure)
    anchor, today = parse_date(call.words.due), call.at.date()
    calendar = calendars(OwnClosedDays(call.words.company))
    planned = plan(outline.steps, anchor=anchor, start=_start(outline, anchor, today, calendar), calendar=calendar)
    late = is_late(planned, today)
    lines = [f"{step.start_on} 〜 {step.due_on}  {step.key}" for step in planned]
    plain = {"steps": [_plain(step) for step in planned], "late": late}
    return Answer(plain, [*lines, *(["間に合いません: 始める日がもう過ぎています。"] if late else [])])


def _start(outline: Outline, anchor: date, today: date, calendar: Calendars) -> date:
    if outline.opening is None:
        return today
    return opening_day(anchor, outline.opening.before, outline.opening.unit, calendar("company"))


def _plain(step: PlannedStep) -> dict[str, Any]:
    return {
        "key": step.key,
        "start_on": step.start_on.isoformat(),
        "due_on": step.due_on.isoformat(),
        "minutes": step.minutes,
    }


class OwnClosedDays:
    """会社の休業日: of --company FILE, else of the company in the home; looked up only when somebody counts by them."""

    def __init__(self, company: str | None) -> None:
        self._company = company

    def __iter__(self) -> Iterator[ClosedDay]:
        return iter(self._days)

    @cached_property
    def _days(self) -> tuple[ClosedDay, ...]:
        if self._company is not None:
            return profile_of(self._company).closed_days or ()
        if not home().database.exists():
            return ()
        from urakata.config import opening

        return opening.closed_days()


def _procedure(name: str) -> Outline:
    outline, mistakes = procedure_file.read(_bytes(name))
    if outline is None:
        raise _unreadable(name, mistakes)
    return outline


def profile_of(name: str) -> Profile:
    """会社のこと of --company FILE."""
    profile, mistakes = company_file.read(_bytes(name))
    if profile is None:
        raise _unreadable(name, mistakes)
    return profile


def _bytes(name: str) -> bytes:
    if Path(name).stat().st_size > MOST_BYTES:
        raise BadInput(f"「{name}」は大きすぎます。")
    return Path(name).read_bytes()


def _unreadable(name: str, mistakes: list[Mistake]) -> BadInput:
    more = f" ほかに{len(mistakes) - 1}か所あります。" if len(mistakes) > 1 else ""
    return BadInput(f"「{name}」{sentence(mistakes[0])}{more}")


COMMANDS = [
    Command("bizday", "営業日を数える", _bizday_words, _bizday, opens_home=False),
    Command("plan", "手順の日を逆算する", _plan_words, _plan, opens_home=False),
]

"""期間の問い: the words of `period` read, and answered."""

from collections.abc import Sequence

from urakata.core.calendar_days import known
from urakata.core.dates_ja import parse_date, parse_whole
from urakata.core.duty_count import in_reach
from urakata.core.errors import InputMistake
from urakata.core.periods import Unit, period, period_before

LONGEST = 100_000
FLAGS = ("--inclusive", "--before", "--clear")


def answer(words: Sequence[str]) -> dict[str, object]:
    """期間の答え: {"first", "last"}; `words` as typed after `period`: DATE N UNIT and the flags, in any order.

    Raises InputMistake.
    """
    flags = {word for word in words if word.startswith("--")}
    rest = [word for word in words if not word.startswith("--")]
    if unknown := sorted(flags - set(FLAGS)):
        raise InputMistake("unknown_option", {"option": unknown[0][:40], "known": FLAGS})
    if len(rest) != 3:
        raise InputMistake("period_usage")
    on, n, unit = known(parse_date(rest[0])), parse_whole(rest[1], lowest=1, highest=LONGEST), _unit(rest[2])
    before, clear, inclusive = (flag in flags for flag in ("--before", "--clear", "--inclusive"))
    if clear and (inclusive or not before):
        raise InputMistake("period_clear")
    if before:
        span = period_before(on, n, unit, inclusive=inclusive, clear=clear)
    else:
        span = period(on, n, unit, inclusive=inclusive)
    in_reach(span.last)
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}


def _unit(word: str) -> Unit:
    if word not in list(Unit):
        raise InputMistake("period_unit", {"word": word[:40], "known": tuple(map(str, Unit))})
    return Unit(word)

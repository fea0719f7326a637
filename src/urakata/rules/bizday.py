"""営業日の問い: the words of `bizday` read, and answered from a calendar."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from urakata.core.business_days import ClosedDay, ClosedDays, Way
from urakata.core.calendar_days import month_bounds
from urakata.core.dates_ja import parse_date, parse_month, parse_whole
from urakata.core.errors import InputMistake
from urakata.core.holidays import Holidays
from urakata.rules.calendars import calendar as calendar_of

FURTHEST = 100_000  # open days; more leave the calendars whatever the day

Found = tuple[date | int, date]  # the result and the latest day that was looked at


def answer(
    words: Sequence[str],
    *,
    closed_days: Iterable[ClosedDay] = (),
    holidays: Holidays | None = None,
    calendar: str = "company",
) -> dict[str, object]:
    """営業日の答え: {"result": "2026-11-17" | 19, "calendar": "bank", "provisional": false}.

    `words` as typed after `bizday`; `--calendar NAME` may stand anywhere, `calendar` is meant where it does not.
    `provisional` when the result, or a day looked at on the way, lies after the official list of holidays.
    Raises InputMistake.
    """
    rest, name = _calendar_name(words, calendar)
    if not rest or rest[0] not in ANSWERS:
        raise InputMistake("bizday_word", {"word": rest[0] if rest else "", "known": tuple(ANSWERS)})
    usage, answered = ANSWERS[rest[0]]
    if len(rest) != 1 + len(usage.split()):
        raise InputMistake("bizday_usage", {"word": rest[0], "usage": usage})
    days = calendar_of(name, closed_days=closed_days, holidays=holidays)
    result, latest = answered(days, *rest[1:])
    shown = result.isoformat() if isinstance(result, date) else result
    return {"result": shown, "calendar": name, "provisional": days.is_provisional(latest)}


def _calendar_name(words: Sequence[str], default: str) -> tuple[list[str], str]:
    """The words without `--calendar NAME`, and the name."""
    rest, name = [], default
    ahead = iter(words)
    for word in ahead:
        option, equals, value = word.partition("=")
        if option == "--calendar":
            name = value if equals else next(ahead, "")
        elif word.startswith("--"):
            raise InputMistake("unknown_option", {"option": word[:40], "known": ("--calendar",)})
        else:
            rest.append(word)
    return rest, name


def _add(days: ClosedDays, day: str, number: str) -> Found:
    on, n = parse_date(day), parse_whole(number, lowest=-FURTHEST, highest=FURTHEST)
    result = days.add(on, n)
    # counting back begins the day before, so `on` itself is not looked at
    return result, result if n >= 0 else max(result, date.fromordinal(on.toordinal() - 1))


def _shift(days: ClosedDays, day: str, way: str) -> Found:
    on = parse_date(day)
    if way not in list(Way):
        raise InputMistake("bizday_way", {"word": way[:40], "known": tuple(map(str, Way))})
    result = days.shift(on, Way(way))
    return result, max(on, result)


def _nth(days: ClosedDays, month: str, number: str) -> Found:
    result = days.nth(*parse_month(month), parse_whole(number, lowest=1, highest=31))
    return result, result


def _last(days: ClosedDays, month: str) -> Found:
    of_month = parse_month(month)
    return days.last(*of_month), month_bounds(*of_month)[1]


def _count(days: ClosedDays, month: str) -> Found:
    of_month = parse_month(month)
    return days.count(*of_month), month_bounds(*of_month)[1]


ANSWERS: dict[str, tuple[str, Callable[..., Found]]] = {
    "add": ("DATE N", _add),
    "nth": ("YYYY-MM N", _nth),
    "last": ("YYYY-MM", _last),
    "shift": ("DATE next|previous", _shift),
    "count": ("YYYY-MM", _count),
}

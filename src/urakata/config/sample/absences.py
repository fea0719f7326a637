"""不在: two weeks in which another did what could not wait, and a day off that is still ahead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from urakata.config.sample.cast import Cast
from urakata.config.sample.diary import Diary, moment
from urakata.core.business_days import ClosedDays, Way
from urakata.features.company import actions as company
from urakata.features.procedures import actions as procedures
from urakata.features.procedures.models import Procedure

WHO, COVER, SECOND = "saeki", "hayakawa", "morita"
COVERED = ("bonus", "payroll", "year_end_adjustment")  # where the order of deputies is written down
AGO = 3  # the payroll that fell into it
AHEAD, HALF = "sawada", "pm"  # who is off next, in business days from today
OFF = 4


@dataclass(frozen=True, slots=True)
class Away:
    """不在: from a day to a day; who has the procedure meanwhile."""

    first: date
    last: date

    def hand(self, who: str, procedure: str, at: datetime) -> str:
        """だれの手で: of whoever would do it."""
        is_away = who == WHO and procedure in COVERED and self.first <= at.date() <= self.last
        return COVER if is_away else who


def before(payday: date, calendar: ClosedDays) -> Away:
    """二週間: back on the last day but one before the pay."""
    last = calendar.add(payday, -2)
    return Away(calendar.shift(last - timedelta(days=11), Way.NEXT), last)


def write_down(
    cast: Cast, diary: Diary, away: Away, shelf: dict[str, Procedure], calendar: ClosedDays, today: date
) -> None:
    """不在を日々に書く: told the week before, and the order of deputies put right on the same evening."""
    told = moment(calendar.add(away.first, -5), 17, 10)

    def names_deputies(at: datetime) -> None:
        for key in COVERED:
            procedures.add_deputy(shelf[key], cast.person(COVER), by=cast.viewer(WHO, at), at=at)

    def tells(at: datetime) -> None:
        company.add_absence(cast.person(WHO), first=away.first, last=away.last, by=cast.viewer(WHO, at), at=at)

    def tells_half(at: datetime) -> None:
        off, person = calendar.add(today, OFF), cast.person(AHEAD)
        company.add_absence(person, first=off, last=off, half=HALF, by=cast.viewer(AHEAD, at), at=at)

    diary.add(told, names_deputies)
    diary.add(told + timedelta(minutes=6), tells)
    diary.add(moment(calendar.add(today, -2), 16, 55), tells_half)

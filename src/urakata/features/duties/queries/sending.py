"""振込の日: the coming pay day, and until when the bank wants the transfers, counted out loud."""

from dataclasses import dataclass
from datetime import date, timedelta

from urakata.core.business_days import ClosedDays
from urakata.core.calendar_days import add_months, day_of_month
from urakata.core.company_dates import BANK, payday
from urakata.core.profile import Profile
from urakata.features.company import queries as company
from urakata.rules.holidays import official

MONTHS = 4  # one of them is still ahead, however many days before
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CountedDay:
    """数えた日: `before` business days before the pay day, None where the bank is closed, for the reason given."""

    on: date
    before: int | None
    closed: str = ""  # saturday | sunday | the name of the holiday | bank


@dataclass(frozen=True, slots=True)
class Sending:
    """振込の日: the pay day by the rule and as it moved, and the days back to the one to send on."""

    nominal_on: date
    payday: date
    send_on: date
    days: list[CountedDay]

    @property
    def has_moved(self) -> bool:
        return self.nominal_on != self.payday


def sending(profile: Profile, before: int, on: date) -> Sending | None:
    """つぎの振込; None while the pay day is not known."""
    calendar = company.calendars()
    bank = calendar(BANK)
    for month in (add_months(on.replace(day=1), n) for n in range(MONTHS)):
        paid_on = payday(month.year, month.month, profile, calendar)
        if paid_on is None or profile.payday is None:
            return None
        send_on = bank.add(paid_on, -before)
        if send_on >= on:
            nominal_on = day_of_month(month.year, month.month, profile.payday)
            return Sending(nominal_on, paid_on, send_on, _counted(send_on, max(paid_on, nominal_on), paid_on, bank))
    return None


def _counted(first: date, last: date, paid_on: date, bank: ClosedDays) -> list[CountedDay]:
    found, before = [], 0
    for n in range((last - first).days + 1):
        on = last - timedelta(days=n)
        if on > paid_on or not bank.is_open(on):
            found.append(CountedDay(on, None, _closed(on)))
        else:
            found.append(CountedDay(on, before))
            before += 1
    return found


def _closed(on: date) -> str:
    name = official().name(on)
    if name:
        return name
    return {SATURDAY: "saturday", SATURDAY + 1: "sunday"}.get(on.weekday(), "bank")

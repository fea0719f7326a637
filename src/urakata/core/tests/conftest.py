"""Calendars on the Holiday Act alone: the core knows no official list."""

from collections.abc import Callable, Iterable
from functools import cache

import pytest

from urakata.core.business_days import ClosedDay, ClosedDays, closed_days
from urakata.core.holidays import Holidays

LAW = Holidays({})


@cache
def calendar(name: str, own: frozenset[ClosedDay] = frozenset()) -> ClosedDays:
    return closed_days(name, LAW, own)


@pytest.fixture(name="calendar", scope="session")
def calendar_fixture() -> Callable[..., ClosedDays]:
    def by_name(name: str, own: Iterable[ClosedDay] = ()) -> ClosedDays:
        return calendar(name, frozenset(own))

    return by_name

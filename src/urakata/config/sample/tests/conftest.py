"""見本を建てる: built once per day for all the tests of that day, and cleared away after them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from urakata.config import sample as the_sample
from urakata.features.procedures.queries import editions

Build = Callable[..., datetime]


@pytest.fixture(scope="package")
def built(django_db_setup, django_db_blocker, tmp_path_factory) -> Callable:
    """A sample in the database, committed, since the acts of three months are too many to do for every test."""

    @contextmanager
    def stand(on: date, people: int = 48, tasks: int = 0) -> Iterator[datetime]:
        at = datetime(on.year, on.month, on.day, 9, 0, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
        with django_db_blocker.unblock(), override_settings(FILES_DIR=tmp_path_factory.mktemp("files")):
            the_sample.build(people=people, tasks=tasks, at=at)
            yield at
        with django_db_blocker.unblock():
            _clear()

    return stand


def _clear() -> None:
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_grams")
    editions._kept.clear()  # the next editions get the same keys again

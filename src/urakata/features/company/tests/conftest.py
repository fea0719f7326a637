"""What the tests of people and doors share: the last entry of the record, and invitations in hand."""

from collections.abc import Callable

import pytest
from django.core.cache import cache

from urakata.common.audit.models import Entry


@pytest.fixture(autouse=True)
def nobody_was_locked_before():
    cache.clear()


@pytest.fixture
def recorded(db) -> Callable[[], list[str]]:
    """The acts in the record so far."""
    return lambda: list(Entry.objects.order_by("seq").values_list("act", flat=True))


@pytest.fixture
def breaking_record(monkeypatch) -> None:
    """An audit entry that cannot be written."""

    def broken(*_args, **_more):
        raise OSError("the disk is full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)


@pytest.fixture
def link_for(office, viewer_of, at) -> Callable[..., str]:
    """The path of a fresh invitation for a person, made by the owner (or by morita for those with pay)."""
    from urakata.features.company import actions

    def path(person, by=None) -> str:
        maker = by or (office.morita if person.pk == office.saeki.pk else office.owner)
        return f"/invite/{actions.invite(person, by=viewer_of(maker), at=at)[1]}/"

    return path

from types import SimpleNamespace

import pytest

from tests.walk.house import House


@pytest.fixture
def house(office, at, monkeypatch) -> House:
    """A copy of the database cannot be taken inside the transaction of a test; 控え has its own tests for that."""
    monkeypatch.setattr("urakata.common.backup.actions.take_dated", lambda **_: SimpleNamespace())
    return House(office, at)

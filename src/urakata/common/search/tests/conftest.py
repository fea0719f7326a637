"""A small office with two kinds of things that can be found."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest

from urakata.common.seams import searchable
from urakata.common.seams.searchable import Document
from urakata.core.viewer import Viewer


@dataclass
class Shelf:
    """A feature: its things by key, and whom it hides them from."""

    kind: str
    things: dict[str, Document] = field(default_factory=dict)
    hidden_from: dict[int | None, set[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def documents(self, keys: Collection[str] | None) -> Iterable[Document]:
        return [each for key, each in self.things.items() if keys is None or key in keys]

    def visible_keys(self, viewer: Viewer, keys: Collection[str]) -> set[str]:
        self.asked.extend(keys)
        return set(keys) & self.things.keys() - self.hidden_from.get(viewer.person_id, set())


@pytest.fixture(autouse=True)
def shelves(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Shelf]]:
    monkeypatch.setattr(searchable, "_kinds", {})
    kinds = {kind: Shelf(kind) for kind in ("procedure", "run")}
    for shelf in kinds.values():
        searchable.register(shelf)
    return kinds


@pytest.fixture
def shelved(db: None, shelves: dict[str, Shelf]) -> Callable[..., None]:
    """Put a thing on a shelf and into the index, which begins empty: a flush knows nothing of the table of grams."""
    from django.db import connection

    from urakata.common.search import actions

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_grams")

    def put(title: str, text: str = "", *, kind: str = "procedure", key: str = "", **columns: object) -> None:
        document = Document(key=key or title, title=title, path=f"/{kind}/{key or title}/", text=text, **columns)
        shelves[kind].things[document.key] = document
        actions.index(kind, [document.key])

    return put


@pytest.fixture
def morita() -> Viewer:
    return Viewer(1, frozenset({"lead"}), frozenset({10}), frozenset({"pay"}), date(2026, 11, 20))


@pytest.fixture
def ohashi() -> Viewer:
    """The temp: no clearance."""
    return Viewer(2, frozenset({"temp"}), frozenset({20}), frozenset(), date(2026, 11, 20))


@pytest.fixture
def kobayashi() -> Viewer:
    """An employee, at home in the portal."""
    return Viewer(3, frozenset({"employee"}), on=date(2026, 11, 20))

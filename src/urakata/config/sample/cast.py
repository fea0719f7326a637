"""配役: the people of the sample by their keys, and the Viewer of each on a day."""

from dataclasses import replace
from datetime import datetime

from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person


class Cast:
    """配役."""

    def __init__(self, people: list[Person]) -> None:
        self._people = {person.code: person for person in people}
        self._viewers: dict[str, Viewer] = {}

    def person(self, key: str) -> Person:
        return self._people[key]

    def viewer(self, key: str, at: datetime) -> Viewer:
        """Asked once per person: nobody's roles and clearances change within the twelve months."""
        if key not in self._viewers:
            self._viewers[key] = company.viewer(self._people[key], at.date())
        return replace(self._viewers[key], on=at.date())

    def forget_viewers(self) -> None:
        """After a clearance was given."""
        self._viewers.clear()

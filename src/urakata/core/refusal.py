"""断り: an act that may not be done now; carries every reason, so that button, guard and message say the same."""

from collections.abc import Iterable
from enum import StrEnum


class NotAllowed(Exception):
    """Raised by actions with the list of problems; a wording turns each code into a sentence."""

    def __init__(self, problems: Iterable[StrEnum], **facts: object) -> None:
        self.problems: list[StrEnum] = list(problems)
        self.facts = facts
        super().__init__(", ".join(self.problems))

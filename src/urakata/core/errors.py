"""入力の誤り: what somebody typed or sent cannot be read; codes only, the sentences are `rules/wording.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """場所: where in a file or text the mistake stands; lines and columns count from 1."""

    line: int | None = None
    column: int | None = None
    source: str = ""


class InputMistake(Exception):
    """入力の誤り: one thing that cannot be read, as a code with what a sentence about it needs."""

    def __init__(self, code: str, params: dict[str, object] | None = None, place: Place | None = None) -> None:
        super().__init__(code, params or {})
        self.code = code
        self.params: dict[str, object] = params or {}
        self.place = place

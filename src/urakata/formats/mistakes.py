"""直すところ: what is wrong in something a person gave us, with its place."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mistake:
    """直すところ: a code, its place and what the sentence needs; `wording.sentence` makes it readable.

    `line` and `column` count from 1; 0 means the whole file. `path` is written like `steps[3].due.offset`.
    """

    code: str
    line: int = 0
    column: int = 0
    path: str = ""
    params: dict[str, Any] = field(default_factory=dict, hash=False)

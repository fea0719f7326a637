"""何について: what an entry is about, and who may know of it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class About:
    """The address and audience of a thing, copied into its entries so that they stay readable and hidden with it."""

    kind: str
    key: str
    label: str
    room: str = "work"  # work: within clearances · settings: owner
    run_code: str = ""
    department_id: int | None = None
    clearance: str = ""
    seal_id: int | None = None


class Recorded(Protocol):
    """Whatever can stand in the record."""

    def about(self) -> About: ...

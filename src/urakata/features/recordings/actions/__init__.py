"""書きながらを書く; whoever writes is the only one who can."""

from urakata.features.recordings.actions.becoming import become
from urakata.features.recordings.actions.keeping import bring_back, change, forget, settle, start, throw
from urakata.features.recordings.actions.lines import (
    attach,
    change_line,
    detach,
    insert_before,
    move,
    pause,
    remove,
    restore,
    write,
)
from urakata.features.recordings.actions.tidying import split, turn_into

__all__ = [
    "attach",
    "become",
    "bring_back",
    "change",
    "change_line",
    "detach",
    "forget",
    "insert_before",
    "move",
    "pause",
    "remove",
    "restore",
    "settle",
    "split",
    "start",
    "throw",
    "turn_into",
    "write",
]

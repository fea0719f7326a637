"""出来事の規則: the groups of events that are shipped, and after them those an installation keeps in HOME/rules/."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from urakata.core.events import EventGroup
from urakata.formats.events import read
from urakata.formats.mistakes import Mistake
from urakata.rules import pack
from urakata.rules.duties import FileMistake

FILE = "events.yaml"

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Events:
    """出来事: the groups by key; an own file with a mistake is left out, and the shipped groups stay."""

    groups: dict[str, EventGroup]
    mistakes: tuple[FileMistake, ...] = ()


def events() -> Events:
    """いまの出来事; an installation's own file is read again when it changed."""
    own = pack.place(FILE)
    try:
        stat = own.stat() if own else None
    except OSError:
        stat = None
    return _events(str(own), (stat.st_size, stat.st_mtime_ns)) if stat else shipped()


def own_file() -> tuple[str, ...]:
    """The installation's own file, where there is one."""
    own = pack.place(FILE)
    return (FILE,) if own and own.is_file() else ()


@cache
def shipped() -> Events:
    """製品の出来事; a mistake in them is a fault of ours."""
    groups, mistakes = read((files("urakata.rules") / FILE).read_bytes())
    if mistakes:
        raise ValueError(f"{FILE}: {mistakes}")
    return Events({group.key: group for group in groups})


_last: dict[str, tuple[Stamp, Events]] = {}


def _events(own: str, stamp: Stamp) -> Events:
    if own not in _last or _last[own][0] != stamp:
        _last[own] = (stamp, _with_own())
    return _last[own][1]


def _with_own() -> Events:
    own = pack.place(FILE)
    try:
        groups, mistakes = read(own.read_bytes()) if own else ((), [])
    except OSError:
        groups, mistakes = (), [Mistake("unreadable_file")]
    told = tuple(FileMistake(FILE, each) for each in mistakes)
    return Events(_gathered(groups), told)


def _gathered(own: tuple[EventGroup, ...]) -> dict[str, EventGroup]:
    """A group of the same key takes the place of the shipped one; an event it takes over leaves the group it was in."""
    taken = {event for group in own for event in group.events}
    kept = {key: _without(group, taken) for key, group in shipped().groups.items()}
    return kept | {group.key: group for group in own}


def _without(group: EventGroup, taken: set[str]) -> EventGroup:
    return replace(group, events=tuple(event for event in group.events if event not in taken))

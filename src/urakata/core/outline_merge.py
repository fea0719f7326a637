"""合わせる: two who wrote at the same time, step by step and part by part; nothing of either is lost.

What only one of them changed is taken. Where both changed the same part differently, mine stands and theirs is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from urakata.core.outline import Outline
from urakata.core.outline_plain import Plain, from_plain, to_plain

GONE = "gone"  # the part of a clash about a whole step: one of us took it out, the other went on writing it


@dataclass(frozen=True, slots=True)
class Clash:
    """重なった所: `part` of a step ("" = of the procedure), and what the other wrote there, plain; None = nothing."""

    step: str
    part: str
    theirs: Any = None


@dataclass(frozen=True, slots=True)
class Merged:
    """合わせたもの."""

    outline: Outline
    clashes: tuple[Clash, ...] = ()


def merge(base: Outline, mine: Outline, theirs: Outline) -> Merged:
    """合わせる: `base` is what both began with."""
    if theirs in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    was, own, other = to_plain(base), to_plain(mine), to_plain(theirs)
    before, here, there = ({step["key"]: step for step in each.pop("steps")} for each in (was, own, other))
    clashes: list[Clash] = []
    head = _parts("", was, own, other, clashes)
    merged = {key: _step(key, before.get(key), here.get(key), there.get(key), clashes) for key in here | there}
    order = _order(list(before), list(here), list(there))
    head["steps"] = [step for key in order if (step := merged[key]) is not None]
    return Merged(from_plain(head), tuple(clashes))


def settle(outline: Outline, clash: Clash) -> Outline:
    """相手の文にする: what they wrote takes the place of mine."""
    plain = to_plain(outline)
    if clash.part == GONE:
        plain["steps"] = [step for step in plain["steps"] if step["key"] != clash.step]
        return from_plain(plain)
    for part in [plain] if not clash.step else [step for step in plain["steps"] if step["key"] == clash.step]:
        _put(part, clash.part, clash.theirs)
    return from_plain(plain)


def _put(part: Plain, name: str, theirs: Any) -> None:
    whole, _, check = name.partition(".")
    if check:
        checks = part.setdefault(whole, [])
        at = next((n for n, each in enumerate(checks) if each["key"] == check), len(checks))
        checks[at : at + 1] = [theirs] if theirs is not None else []
    elif theirs is None:
        part.pop(name, None)
    else:
        part[name] = theirs


def _step(key: str, base: Plain | None, mine: Plain | None, theirs: Plain | None, clashes: list[Clash]) -> Plain | None:
    if mine is not None and theirs is not None:
        return _parts(key, base or {}, mine, theirs, clashes)
    kept = mine if mine is not None else theirs
    if base is None or kept == base:
        return kept if base is None else None
    clashes.append(Clash(key, GONE))
    return kept


def _parts(key: str, base: Plain, mine: Plain, theirs: Plain, clashes: list[Clash]) -> Plain:
    merged: Plain = {}
    for part in dict.fromkeys([*mine, *theirs]):
        was, own, other = (each.get(part) for each in (base, mine, theirs))
        if part == "checks" and own != other:
            value: Any = _checks(key, was or [], own or [], other or [], clashes)
        else:
            value = _either(Clash(key, part, other), was, own, clashes)
        if value not in (None, []):
            merged[part] = value
    return merged


def _either(clash: Clash, was: Any, own: Any, clashes: list[Clash]) -> Any:
    if own == was:
        return clash.theirs
    if clash.theirs not in (was, own):
        clashes.append(clash)
    return own


def _checks(key: str, base: list[Plain], mine: list[Plain], theirs: list[Plain], clashes: list[Clash]) -> list[Plain]:
    was, own, other = ({check["key"]: check for check in each} for each in (base, mine, theirs))
    found = []
    for check in _order(list(was), list(own), list(other)):
        clash = Clash(key, f"checks.{check}", other.get(check))
        kept = _either(clash, was.get(check), own.get(check), clashes)
        if kept is None and clash in clashes:  # I took out what they went on writing
            clashes.remove(clash)
            kept = clash.theirs
        if kept is not None:
            found.append(kept)
    return found


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Mine, or theirs where I moved nothing; what only the other has stands behind what it stands behind there."""
    first, second = (theirs, mine) if _same_order(base, mine) else (mine, theirs)
    order = list(first)
    for at, key in enumerate(second):
        if key not in order:
            above = next((other for other in reversed(second[:at]) if other in order), None)
            order.insert(order.index(above) + 1 if above is not None else 0, key)
    return order


def _same_order(base: Iterable[str], mine: list[str]) -> bool:
    here: Mapping[str, int] = {key: at for at, key in enumerate(mine)}
    kept = [here[key] for key in base if key in here]
    return kept == sorted(kept)

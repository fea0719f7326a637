"""自社で取り込んだ祝日の一覧: a newer list than the shipped one, kept as a file of the installation (ADR 0034)."""

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from urakata.core.errors import InputMistake
from urakata.core.holidays import by_law
from urakata.rules import pack

MAY_BE_LESS = 3  # holidays of a year by which a list may fall behind the Act as we know it; more is half a file
NEW_YEAR = "元日"
Listed = Mapping[date, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """変わった祝日 between two lists, in order of day."""

    added: tuple[tuple[date, str], ...] = ()
    removed: tuple[tuple[date, str], ...] = ()
    renamed: tuple[tuple[date, str, str], ...] = ()  # day, name before, name now

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed)


def place() -> Path | None:
    """Where the list of the installation lies, whether there is one or not; None where no home was opened."""
    return pack.place("holidays", "official.csv")


def proved(listed: Listed, shipped: Listed) -> Listed:
    """The list itself, if it may take the place of the shipped one.

    Raises InputMistake `holidays_older`, `holidays_without_new_year` or `holidays_cut`.
    """
    last, known = max(listed).year, max(shipped).year
    if last < known:
        raise InputMistake("holidays_older", {"last": last, "known": known})
    for year in range(min(listed).year, last + 1):
        if listed.get(date(year, 1, 1)) != NEW_YEAR:
            raise InputMistake("holidays_without_new_year", {"year": year})
        count, expected = sum(on.year == year for on in listed), len(by_law(year))
        if count < expected - MAY_BE_LESS:
            raise InputMistake("holidays_cut", {"year": year, "count": count, "expected": expected})
    return listed


def over(listed: Listed, shipped: Listed) -> dict[date, str]:
    """The years of the list in place of those shipped; years that it does not speak of stay."""
    years = {on.year for on in listed}
    return dict(sorted({on: name for on, name in shipped.items() if on.year not in years}.items() | listed.items()))


def changes(before: Listed, after: Listed) -> Changes:
    """変わった祝日; what is compared speaks of the same years, so a year that comes in new is added whole."""
    both = sorted(before.keys() & after.keys())
    return Changes(
        added=tuple((on, after[on]) for on in sorted(after.keys() - before.keys())),
        removed=tuple((on, before[on]) for on in sorted(before.keys() - after.keys())),
        renamed=tuple((on, before[on], after[on]) for on in both if before[on] != after[on]),
    )


@contextmanager
def keeping(listed: Listed) -> Iterator[None]:
    """一覧を残す, unless what is done meanwhile fails: then the list that was there is there again."""
    target = _target()
    before = target.read_bytes() if target.exists() else None
    keep(listed)
    try:
        yield
    except BaseException:
        if before is None:
            target.unlink(missing_ok=True)
        else:
            _put(target, before)
        raise


def keep(listed: Listed) -> None:
    """一覧を残す."""
    _put(_target(), _written(listed))


def _target() -> Path:
    if (target := place()) is None:
        raise FileNotFoundError("no home is open")
    return target


def _put(target: Path, content: bytes) -> None:
    """Under another name first, then in its place, so that nobody ever reads half of it."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(target)
    finally:
        Path(partial).unlink(missing_ok=True)


def _written(listed: Listed) -> bytes:
    told = io.StringIO()
    rows = [(on.isoformat(), name) for on, name in sorted(listed.items())]
    csv.writer(told, lineterminator="\n").writerows([("date", "name"), *rows])
    return told.getvalue().encode()

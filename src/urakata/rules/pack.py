"""規則の置き場: the folder of an installation whose rules come after those that are shipped (`HOME/rules/`)."""

from pathlib import Path

_place: Path | None = None


def use(place: Path) -> None:
    """Said once by whoever opens the home; nothing is read before somebody asks."""
    global _place
    _place = place


def place(*below: str) -> Path | None:
    """The path below the installation's own rules, or None where no home was opened."""
    return _place.joinpath(*below) if _place else None

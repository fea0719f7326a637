"""The checkout as these tests read it."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "urakata"
DOCS = ROOT / "docs"
NOT_OURS = {".git", ".venv", "var", "staticfiles", ".hypothesis", "__pycache__"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    """What a person reads: the pages at the top and everything below docs/."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def texts() -> Iterator[Path]:
    """Every text file that a clone would hold."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(_is_made(part) for part in parts) and b"\0" not in path.read_bytes()[:8000]:
            yield path


def _is_made(part: str) -> bool:
    """Folders that tools make."""
    return part in NOT_OURS or part.endswith(("_cache", ".egg-info"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))

"""雛形の読みやすさ: what a company starts with has no place to stumble over, save those with a reason."""

from urakata.core.readability import HintCode, hints
from urakata.formats.procedures import read
from urakata.library import procedures

OUTLINES = {outline.key: outline for _, raw in procedures() if (outline := read(raw)[0])}
REASONED: dict[tuple[str, str, HintCode], str] = {}  # (procedure, step, kind): why it stands as it is


def test_every_procedure_of_the_library_reads_well() -> None:
    found = {(key, hint.step, hint.code): hint for key, outline in OUTLINES.items() for hint in hints(outline)}

    assert [found[place] for place in found.keys() - REASONED.keys()] == []
    assert REASONED.keys() - found.keys() == set()

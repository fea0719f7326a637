"""包み: Office files are ZIPs; one is opened only after it was packed anew, its size and its cells counted."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from urakata.formats.mistakes import Mistake
from urakata.formats.texts import MEGABYTE

LARGEST = 60 * MEGABYTE  # unpacked
MOST_PARTS = 5000
MOST_CELLS = 300_000
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED, _WORD, _SLIDES = (
    "EncryptedPackage".encode("utf-16-le"),
    "WordDocument".encode("utf-16-le"),
    "PowerPoint Document".encode("utf-16-le"),
)
_PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Z]{0,3})\$?(\d{1,7})["']""")  # of a row or of a cell
_COLOURED = re.compile(rb"""<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?/>""")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
MOST_COLUMNS = 16_384
_ODS_PART = re.compile(rb"""<table:(?:table-row|table-cell|covered-table-cell)\b[^<>]*""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
_MOST_REPEATED = 200
_PICTURES = re.compile(r"(?:media|Pictures|embeddings|charts)/[^/]+$")


@dataclass(frozen=True, slots=True)
class Packed:
    """包み: its kind (xlsx, ods, docx), the clean copy, and how many pictures were left out of it."""

    kind: str
    raw: bytes
    pictures: int = 0


def opened(raw: bytes) -> Packed | Mistake:
    """包みを開く: a clean copy, or why it cannot be read."""
    if raw.startswith(_OLE):
        return Mistake(_old(raw))
    try:
        return _repacked(raw)
    except Exception:  # foreign bytes in the hands of a foreign library: whatever it raises, the file is broken
        return Mistake("broken_file")


def _old(raw: bytes) -> str:
    if _ENCRYPTED in raw:
        return "locked_file"
    return "old_word" if _WORD in raw else "other_office" if _SLIDES in raw else "old_excel"


def _repacked(raw: bytes) -> Packed | Mistake:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            return Mistake("unpacks_too_big", params={"megabytes": LARGEST // MEGABYTE})
        if any(part.flag_bits & 1 for part in parts):
            return Mistake("locked_file")
        kind = _kind(packed, {part.filename for part in parts})
        if isinstance(kind, Mistake):
            return kind
        pictures = [part for part in parts if _PICTURES.search(part.filename)]
        kept = {part.filename: packed.read(part) for part in parts if kind == "docx" or part not in pictures}
    if kind == "ods" and b"manifest:encryption-data" in kept.get("META-INF/manifest.xml", b""):
        return Mistake("locked_file")
    if kind == "ods":
        kept = {name: _unrepeated(part) if name.endswith("content.xml") else part for name, part in kept.items()}
    if kind != "docx" and (too_many := _too_many(kind, kept)):
        return too_many
    return Packed(kind, _zip(kept.items()), len(pictures))


def _kind(packed: zipfile.ZipFile, names: set[str]) -> str | Mistake:
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "mimetype" in names:
        mimetype = packed.read("mimetype")[:100]
        if b"spreadsheet" in mimetype:
            return "ods"
        return Mistake("other_document" if b"text" in mimetype else "other_office")
    return Mistake("other_office" if any(name.startswith("ppt/") for name in names) else "just_a_zip")


def _zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, part in parts:
            packed.writestr(name, part)
    return written.getvalue()


def _unrepeated(content: bytes) -> bytes:
    """The filler at the end of an .ods sheet (a million empty rows) is cut short before anybody unfolds it."""

    def short(found: re.Match[bytes]) -> bytes:
        return found[0] if int(found[1]) <= _MOST_REPEATED else found[0].replace(found[1], b"1")

    return _REPEATED.sub(short, content)


def _too_many(kind: str, parts: dict[str, bytes]) -> Mistake | None:
    """The rectangle that a sheet spans is held in memory as a whole, so one cell far away counts as all between."""
    for name, part in parts.items():
        if kind == "ods" and name.endswith("content.xml"):
            count = _ods_cells(part)
        elif kind == "xlsx" and name.startswith("xl/worksheets/"):
            count = _xlsx_cells(part)
        else:
            continue
        if count > MOST_CELLS:
            return Mistake("too_many_cells", params={"most": MOST_CELLS})
    return None


def _xlsx_cells(part: bytes) -> int:
    """Of every place a sheet names; cells that are only coloured hold nothing, those without a place stand in a row."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return MOST_CELLS + 1  # nobody writes sheets so
    part = _COLOURED.sub(b" ", part)
    places = _PLACE.findall(part)
    rows = [int(number) for letters, number in places if letters]
    columns = [_column(letters) for letters, _ in places if letters]
    nowhere = len(_ANY_CELL.findall(part)) - len(columns)
    if nowhere > 0 or not columns:
        rows += [1, *(int(number) for _, number in places)]
        columns += [1, min(max(nowhere, 1), MOST_COLUMNS)]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def _ods_cells(part: bytes) -> int:
    total = row = 0
    repeat = 1
    for found in _ODS_PART.finditer(part):
        repeated = _REPEATED.search(found[0])
        count = int(repeated[1]) if repeated else 1
        if found[0].startswith(b"<table:table-row"):
            total += row * repeat
            row, repeat = 0, count
        else:
            row += count
    return total + row * repeat

"""隠れている行と列 of a workbook: what its writer does not see is not what its writer means."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename

MOST_HIDDEN = 20_000
MOST_COLUMNS = 16_384
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*>")


@dataclass(frozen=True, slots=True)
class Hidden:
    """隠れているもの: rows and columns of a sheet, from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


NOTHING = Hidden()


def hidden_by_place(raw: bytes) -> dict[int, Hidden]:
    """By the place of the sheet in the workbook; other kinds of files say nothing about it."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = set(packed.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        relations = packed.read("xl/_rels/workbook.xml.rels")
        targets = {_said(each, b"Id"): _said(each, b"Target") for each in _RELATION.findall(relations)}
        found: dict[int, Hidden] = {}
        for at, sheet in enumerate(_SHEET.findall(packed.read("xl/workbook.xml"))):
            target = targets.get(_said(sheet, rb"\w+:id"), "")
            part = f"xl/worksheets/{basename(target)}"
            if part in names:
                found[at] = _of(packed.read(part))
        return found


def _of(sheet: bytes) -> Hidden:
    rows = (int(said) - 1 for each in _ROW.findall(sheet) if (said := _said(each, b"r")).isdigit())
    columns = (at for each in _COLUMN.findall(sheet) for at in _columns(each))
    return Hidden(frozenset(list(rows)[:MOST_HIDDEN]), frozenset(columns))


def _columns(said: bytes) -> Iterator[int]:
    first, last = _said(said, b"min"), _said(said, b"max")
    if first.isdigit() and last.isdigit() and len(last) < 8:
        yield from range(int(first) - 1, min(int(last), MOST_COLUMNS))


def _said(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"\s*=\s*[\"']([^\"'<>]{0,200})[\"']", tag)
    return found[1].decode("utf-8", "replace") if found else ""

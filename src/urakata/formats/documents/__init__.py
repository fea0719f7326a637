"""Excelと文書: a table or a document becomes a procedure and a report; no cell is lost silently."""

from urakata.formats.documents.carry import brought_back, carried
from urakata.formats.documents.read import ENDINGS, paper_of, read_paper
from urakata.formats.documents.values import (
    AS_IT_STANDS,
    NOBODY,
    Became,
    Choices,
    Column,
    DocumentRead,
    Fate,
    Field,
    Names,
    Paper,
    Row,
    RowKind,
)

__all__ = [
    "AS_IT_STANDS",
    "ENDINGS",
    "NOBODY",
    "Became",
    "Choices",
    "Column",
    "DocumentRead",
    "Fate",
    "Field",
    "Names",
    "Paper",
    "Row",
    "RowKind",
    "brought_back",
    "carried",
    "paper_of",
    "read_paper",
]

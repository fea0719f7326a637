"""索引: the table `search_grams` on either database: one row of tokens per document, asked for all of some tokens.

SQLite keeps it as FTS5, PostgreSQL as tsvector under GIN. Both only narrow down; `queries` looks again at the words.
Neither takes part in ranking: their scores count documents the viewer must not know of.
"""

from collections.abc import Callable, Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from urakata.core.normalise import bigrams

TITLE = "\ue000"  # before a token: it stands in the title (private use, so no text contains it)
MOST_OF_A_WORD = 8  # tokens; what they let through too much is caught by looking at the word itself

_PUT = {
    "sqlite": "INSERT INTO search_grams (rowid, grams) VALUES (%s, %s)",
    # Not to_tsvector: its parser cuts by locale. An array is taken as it is, without positions.
    "postgresql": "INSERT INTO search_grams (rowid, grams) VALUES (%s, array_to_tsvector(%s))",
}
_ROWS = {
    "sqlite": "SELECT rowid FROM search_grams WHERE search_grams MATCH %s",
    # MATERIALIZED: else the planner may read every document for a rare word.
    "postgresql": (
        "WITH found AS MATERIALIZED (SELECT rowid FROM search_grams WHERE grams @@ %s::tsquery) SELECT rowid FROM found"
    ),
}


def tokens(heading: str, body: str) -> list[str]:
    """Every pair of the document, those of the title once more with the mark."""
    marked = (TITLE + gram for gram in bigrams(heading))
    return [*dict.fromkeys([*bigrams(heading), *bigrams(body), *marked])]


def asked(word: str, mark: str = "") -> list[str]:
    """The tokens that a document with this folded word has; a single character stands for any pair it begins."""
    if len(word) == 1:
        return [mark + word + "*"]
    return [mark + gram for gram in bigrams(word)[:-1][:MOST_OF_A_WORD]]


def having(wanted: Sequence[str]) -> RawSQL:
    """Primary keys of the documents that have all these tokens (as `asked` gives them), for `pk__in`."""
    match = _WRITTEN[connection.vendor](list(dict.fromkeys(wanted)))
    return RawSQL(_ROWS[connection.vendor], [match])  # noqa: S611 - one of two constants, the match is a parameter


def some_having(wanted: Sequence[str], most: int) -> list[int]:
    """At most so many primary keys of documents that have all these tokens, in no order."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS[connection.vendor] + " LIMIT %s", [_WRITTEN[connection.vendor](wanted), most])
        return [pk for (pk,) in cursor.fetchall()]


def put(rows: Iterable[tuple[int, list[str]]]) -> None:
    """Write the tokens of documents by primary key, in place of what was there."""
    written = [(pk, grams if connection.vendor == "postgresql" else " ".join(grams)) for pk, grams in rows]
    drop([pk for pk, _ in written])
    with connection.cursor() as cursor:
        cursor.executemany(_PUT[connection.vendor], written)


def drop(pks: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_grams WHERE rowid = %s", [(pk,) for pk in pks])


def _fts5(wanted: Sequence[str]) -> str:
    return " AND ".join(f'"{token.rstrip("*")}"' + (" *" if token.endswith("*") else "") for token in wanted)


def _tsquery(wanted: Sequence[str]) -> str:
    return " & ".join(f"'{token.rstrip('*')}'" + (":*" if token.endswith("*") else "") for token in wanted)


# Tokens are letters and figures only (core.normalise), so quoting them is enough.
_WRITTEN: dict[str, Callable[[Sequence[str]], str]] = {"sqlite": _fts5, "postgresql": _tsquery}

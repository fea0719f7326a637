"""探す: words that stand in a thing, else the things nearest to a question; only what the viewer may know of.

The index proposes, the columns narrow, the feature of each kind decides; ranking comes after that, from the
visible things alone, so that neither order nor score tells of another.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length

from urakata.common.seams import searchable
from urakata.common.search import index
from urakata.common.search.models import SearchDocument, SearchDocumentQuerySet
from urakata.common.search.question import nearness
from urakata.core.normalise import bigrams, words
from urakata.core.viewer import Viewer

MOST_HITS = 200
POOL = 300  # visible things among which a question is ranked
COMMON = 1_000  # a pair in so many documents says little
MOST_LOOKED_AT = 5_000
MOST_ASKED = 60  # pairs of one question
SHORTEST_QUESTION = 4  # folded characters
FEW = 6
PAGE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """見つかったもの: score is 1 for the title itself, above 0.5 when every word stands there, else how near it is."""

    kind: str
    key: str
    title: str
    path: str
    score: float


def search(viewer: Viewer, text: str, limit: int = 10) -> list[Hit]:
    """探す: what has every word, titles first; where nothing has, what comes near the whole as a question."""
    wanted, most = words(text), max(0, min(limit, MOST_HITS))
    if not wanted or not most:
        return []
    return list(islice(_with_every_word(viewer, wanted), most)) or _near(viewer, "".join(wanted))[:most]


def _with_every_word(viewer: Viewer, wanted: tuple[str, ...]) -> Iterator[Hit]:
    in_title = Q(pk__in=index.having([token for word in wanted for token in index.asked(word, index.TITLE)]))
    anywhere = Q(pk__in=index.having([token for word in wanted for token in index.asked(word)]))
    for word in wanted:
        if len(word) > 2:  # its pairs alone do not tell 計算書 from 計算と算書
            in_title &= Q(heading__contains=word)
            anywhere &= Q(heading__contains=word) | Q(body__contains=word)
    known, typed = _known(viewer), sum(map(len, wanted))
    own_first = _elsewhere(viewer)
    # The shorter the title the more of it was meant: the procedure before its runs, and those newest first.
    for row in _visible(viewer, known.filter(in_title).order_by(Length("heading"), own_first, "-pk")):
        yield _hit(row, 0.75 + 0.25 * min(1.0, typed / len(row.heading)))
    for row in _visible(viewer, known.filter(anywhere).exclude(in_title).order_by("-pk")):
        yield _hit(row, 0.6)


def _near(viewer: Viewer, whole: str) -> list[Hit]:
    """近いもの: the visible things that share the most telling pairs with the whole of what was asked."""
    if len(whole) < SHORTEST_QUESTION:
        return []
    pairs = bigrams(whole)[:-1]
    pool = {row.pk: row for row in SearchDocument.objects.filter(pk__in=_pool(viewer, pairs))}
    near = nearness(pairs, {pk: row.heading + row.body for pk, row in pool.items()})
    best = sorted(near.items(), key=lambda each: (-each[1], pool[each[0]].kind, pool[each[0]].key))
    return [_hit(pool[pk], score / 2) for pk, score in best]


def _pool(viewer: Viewer, pairs: tuple[str, ...]) -> set[int]:
    """Visible things that have the rarest pairs, until there are enough to rank."""
    having = [index.some_having([pair], COMMON) for pair in _telling(pairs)]
    known = _known(viewer)
    pool: set[int] = set()
    asked: set[int] = set()
    for pks in sorted((pks for pks in having if len(pks) < COMMON), key=len):
        if len(pool) >= POOL or len(asked) >= MOST_LOOKED_AT:
            break
        if fresh := set(pks) - asked:
            pool.update(row.pk for row in _only_visible(viewer, list(known.filter(pk__in=fresh))))
            asked |= fresh
    return pool


def _telling(pairs: tuple[str, ...]) -> tuple[str, ...]:
    """Pairs of hiragana alone are mostly grammar (して, ます): asked only where there is little else."""
    telling = tuple(pair for pair in pairs if not all("ぁ" <= letter <= "ゖ" for letter in pair))
    return (telling if len(telling) >= FEW else pairs)[:MOST_ASKED]


def _known(viewer: Viewer) -> SearchDocumentQuerySet:
    """Of the kinds somebody answers for, what the viewer may meet by the columns; bodies are read when needed."""
    kinds = [each.kind for each in searchable.all()]
    return SearchDocument.objects.met_by(viewer).filter(kind__in=kinds).defer("body")


def _elsewhere(viewer: Viewer) -> Case:
    """0 for what belongs to the viewer's own departments, 1 for the rest."""
    own = When(department__in=sorted(viewer.departments), then=Value(0))
    return Case(own, default=Value(1), output_field=IntegerField())


def _visible(viewer: Viewer, rows: SearchDocumentQuerySet) -> Iterator[SearchDocument]:
    """The visible ones in order, read in growing pages until the caller has enough."""
    start, size = 0, PAGE
    while page := list(rows[start : start + size]):
        yield from _only_visible(viewer, page)
        if len(page) < size:
            return
        start, size = start + size, size * 4


def _only_visible(viewer: Viewer, rows: list[SearchDocument]) -> list[SearchDocument]:
    keys: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        keys[row.kind].add(row.key)
    seen = {kind: searchable.of(kind).visible_keys(viewer, some) for kind, some in keys.items()}
    return [row for row in rows if row.key in seen[row.kind]]


def _hit(row: SearchDocument, score: float) -> Hit:
    return Hit(row.kind, row.key, row.title, row.path, round(score, 4))

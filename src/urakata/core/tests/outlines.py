"""Outlines for tests: one small procedure, and a strategy for every outline that a file can say."""

import unicodedata

from hypothesis import strategies as st

from urakata.core.backplan import DueRule, Unit
from urakata.core.outline import (
    Check,
    CheckKind,
    Gate,
    GateKind,
    Learned,
    Opening,
    Outline,
    Step,
    Who,
    WhoKind,
)
from urakata.core.recurrence import Anchor, Cadence, Closed, Every


def payroll(*steps: Step, **changes: object) -> Outline:
    return Outline(**{"key": "payroll", "title": "給与計算", "steps": steps or CALCULATED_AND_COMPARED, **changes})


CALCULATED_AND_COMPARED = (
    Step("calculate", "計算する", checks=(Check("gross", "総支給額", CheckKind.NUMBER),)),
    Step("compare", "前月と比べる", needs=("calculate",), gate=Gate(GateKind.BLIND, "gross")),
)

_AWKWARD = " \n\t:#-,[]{}'\"|>&*!?%@`\\~a1あ。髙𠮷神½\u2028\xa0—"
_LETTERS = st.one_of(
    st.sampled_from(_AWKWARD), st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufeff")
)


def _texts(letters: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[str]:
    stripped = st.text(letters, max_size=most).map(lambda text: unicodedata.normalize("NFC", text).strip())
    return stripped.filter(lambda text: len(text) >= least)


texts = _texts(_LETTERS, 0, 60)
lines = _texts(_LETTERS.filter(lambda letter: letter != "\n"), 0, 30)
said = _texts(_LETTERS.filter(lambda letter: letter != "\n"), 1, 30)
many = st.lists(said, max_size=3).map(tuple)
keys = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), _texts(_LETTERS, 0, 8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=6,
)
checks = st.builds(
    Check,
    key=keys,
    text=_texts(_LETTERS, 1, 30),
    kind=st.sampled_from([CheckKind.TICK, CheckKind.NUMBER, CheckKind.DATE]),
    required=st.booleans(),
    held_against=lines,
    spot=st.none() | st.integers(1, 100),
) | st.builds(Check, key=keys, text=said, kind=st.just(CheckKind.CHOICE), choices=st.tuples(said, said))
whos = st.one_of(
    st.builds(Who, st.just(WhoKind.ROLE), st.sampled_from(["office", "lead", "manager"])),
    st.builds(Who, st.sampled_from([WhoKind.PERSON, WhoKind.DEPARTMENT]), said),
    st.builds(Who, st.sampled_from([WhoKind.SUBJECT, WhoKind.OUTSIDE]), lines),
)
dues = st.builds(
    DueRule,
    origin=st.sampled_from(["anchor", "start", "field:joined_on"]),
    offset=st.integers(-60, 60),
    unit=st.sampled_from(Unit),
    calendar=st.sampled_from(["company", "bank", "plain"]),
)
steps = st.builds(
    Step,
    key=keys,
    title=said,
    section=many,
    why=texts,
    how=texts,
    who=st.none() | whos,
    due=st.none() | dues,
    minutes=st.none() | st.integers(1, 4800),
    per=st.sampled_from(["run", "subject"]),
    place=st.sampled_from(["anywhere", "office"]),
    prepare=many,
    files=many,
    checks=st.lists(checks, max_size=3, unique_by=lambda check: check.key).map(tuple),
    gate=st.sampled_from([Gate(), Gate(GateKind.SECOND_PERSON), Gate(GateKind.NEXT_DAY_SELF)]),
    evidence=many,
    ask=st.sampled_from(["", "year_end"]),
    pitfalls=many,
    learned=st.lists(st.builds(Learned, st.just("2026-10-27"), texts), max_size=2).map(tuple),
    was=st.just("") | keys,
    later=st.dictionaries(st.sampled_from(["crosscheck", "write"]), values, max_size=2),
)
cadences = st.one_of(
    st.builds(Cadence, st.just(Every.MONTH), day=st.just(-1) | st.integers(1, 31), closed=st.sampled_from(Closed)),
    st.builds(Cadence, st.just(Every.WEEK), weekday=st.integers(0, 6), previous=st.booleans()),
    st.builds(Cadence, st.just(Every.QUARTER), business_day=st.integers(1, 23), calendar=st.just("bank")),
    st.builds(Cadence, st.just(Every.MONTH), last_business_day=st.just(True)),
    st.builds(Cadence, st.just(Every.YEAR), month_day=st.tuples(st.integers(1, 12), st.integers(1, 28))),
    st.builds(Cadence, st.just(Every.MONTH), anchor=st.sampled_from(Anchor), previous=st.booleans()),
)
outlines = st.builds(
    Outline,
    key=keys,
    title=said,
    why=texts,
    department=lines,
    clearance=st.sampled_from(["", "pay", "people"]),
    cadence=st.none() | cadences,
    opening=st.none() | st.builds(Opening, st.integers(0, 60), st.sampled_from(Unit)),
    steps=st.lists(steps, min_size=1, max_size=3, unique_by=lambda step: step.key).map(tuple),
    later=st.dictionaries(st.just("subjects"), values, max_size=1),
)

"""机: everything the editor shows of a draft, whichever part of it is asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import SimpleLazyObject

from urakata.common.web.request import Request
from urakata.core.conditions import with_answers_before
from urakata.core.outline import CheckKind, Comparison, GateKind, Outline, Step
from urakata.core.outline_rows import Row, RowKind
from urakata.core.outline_rows import rows as rows_of
from urakata.core.recurrence import Anchor, Closed, Every
from urakata.features.procedures import queries
from urakata.features.procedures.forms import card, head, offering
from urakata.features.procedures.forms.rows import MOST_ROWS
from urakata.features.procedures.wording import branch, clashes, flaws, readability, told, words
from urakata.features.procedures.wording.conditions import COMPARED_SHORT


@dataclass(frozen=True, slots=True)
class Line:
    """並びの一行 as it is drawn."""

    kind: str
    key: str
    text: str
    number: int = 0
    step: Step | None = None
    otherwise: str = ""  # of a branch: where it goes on without
    is_new: bool = False
    is_selected: bool = False
    has_gate: bool = False
    has_hint: bool = False  # something in it could be read more easily, or does not fit together
    writers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """An id that may stand in a page."""
        return "r-" + "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in self.key)


@dataclass(slots=True)
class Desk:
    """机."""

    procedure: queries.Procedure
    draft: Any
    outline: Outline
    published: Outline | None
    lines: list[Line]
    selected: Step | None
    number: int  # of the selected step
    said: dict[str, Any] = field(default_factory=dict)

    forms: ClassVar = ("f-rows", "f-card", "f-head", "f-undo", "f-redo", "f-merge", "f-pub")
    most_rows: ClassVar = MOST_ROWS

    @property
    def seen(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def base(self) -> int:
        return self.draft.based_on.number if self.draft and self.draft.based_on else (self.current or 0)

    @property
    def current(self) -> int | None:
        """The number of the edition that holds now."""
        return self.procedure.edition.number if self.procedure.edition else None


@dataclass(frozen=True, slots=True)
class Marks:
    """印 beside the lines: which are new, chosen, hinted at, and written by somebody else just now."""

    known: Collection[str]
    selected: str
    hinted: Collection[str]
    writers: Mapping[str, Sequence[str]]


def lines_of(outline: Outline, marks: Marks) -> list[Line]:
    """並び, drawn."""
    steps = {step.key: (n, step) for n, step in enumerate(outline.steps, start=1)}
    return [_line(row, outline, steps, marks) for row in rows_of(outline)]


def _line(row: Row, outline: Outline, steps: Mapping[str, tuple[int, Step]], marks: Marks) -> Line:
    if row.kind is RowKind.BRANCH:
        text, otherwise = branch(outline, steps[row.key[1:]][1])
        return Line(row.kind, row.key, text, otherwise=otherwise)
    if row.kind is not RowKind.STEP:
        return Line(row.kind, row.key, row.text)
    number, step = steps[row.key]
    return Line(
        row.kind,
        row.key,
        row.text,
        number,
        step,
        is_new=row.key not in marks.known,
        is_selected=row.key == marks.selected,
        has_gate=step.gate.kind is not GateKind.NONE,
        has_hint=row.key in marks.hinted,
        writers=tuple(marks.writers.get(row.key, ())),
    )


def desk(request: Request, found: queries.Procedure, selected: str = "") -> Desk:
    """机を出す; what a fragment does not show is not drawn."""
    draft = queries.draft(request.viewer, found)
    outline = queries.outline_of(draft, found)
    published = queries.published_outline(found) if found.edition_id else None
    others = queries.others_writing(request.viewer, found)
    writers: dict[str, list[str]] = {}
    for other in others:
        writers.setdefault(other.at_step, []).append(other.name)
    at = next((n for n, step in enumerate(outline.steps) if step.key == selected), 0)
    step = outline.steps[at] if outline.steps else None
    key = step.key if step else ""
    read, unfit = readability(outline), flaws(outline)
    hinted = {each.step for each in read.advice} | {each.step for each in unfit}
    known = {each.key for each in (published or outline).steps}
    lines = lines_of(outline, Marks(known, key, hinted, writers))
    made = Desk(found, draft, outline, published, lines, step, at + 1)
    titles = {each.key: (n, each.title) for n, each in enumerate(outline.steps, start=1)}
    back, ahead = queries.ways(draft)
    made.said = {
        "others": [(other, titles.get(other.at_step)) for other in others],
        "newer": _newer(found, draft),
        "clashes": clashes(outline, draft.clashes if draft else []),
        "flaws": unfit,
        "hints": read,
        "flow": SimpleLazyObject(lambda: queries.drawn(outline, link="?step={key}#card", selected=key)),
        "differences": SimpleLazyObject(lambda: told(published, outline) if published else []),
        "total_minutes": sum(each.minutes or 0 for each in outline.steps),
        "may_take_back": back,
        "may_go_ahead": ahead,
        "next_number": (made.current or 0) + 1,
    }
    return made


def _newer(found: queries.Procedure, draft: Any) -> Any:
    """The edition that was published after the draft was begun."""
    is_newer = draft and draft.based_on_id and found.edition_id != draft.based_on_id
    return found.edition if is_newer else None


def card_of(request: Request, made: Desk, errors: dict[str, str] | None = None) -> dict[str, Any]:
    """カード of the selected step, with all it offers."""
    step, outline = made.selected, made.outline
    if step is None:
        return {}
    before = next(answers for each, answers in with_answers_before(outline) if each is step)
    people = queries.office_people(request.viewer, made.procedure)
    departments = queries.departments_of(request.viewer)
    return {
        "step": step,
        "files": queries.files_to_write(request.viewer, made.procedure, outline),
        "number": made.number,
        "errors": errors or {},
        "before": outline.steps[made.number - 2] if made.number > 1 else None,
        "after": outline.steps[made.number] if made.number < len(outline.steps) else None,
        "who_groups": offering.who_choices(step.who, people, departments),
        "who_name": step.who.name if step.who and step.who.kind == "outside" else "",
        "origins": _origins(outline, step),
        "minutes": card.MINUTES,
        "needs_way": offering.needs_way(outline, step),
        "others": [each for each in outline.steps if each.key != step.key],
        "whens": offering.when_choices(outline, step, before),
        "is_compared": step.when is not None and not isinstance(step.when.value, bool),
        "comparisons": [(each.value, str(COMPARED_SHORT[each])) for each in Comparison],
        "later_steps": outline.steps[made.number :],
        "gates": [(kind.value, str(words.GATES_SHORT[kind])) for kind in GateKind],
        "figures": offering.figures(outline, step),
        "kinds": [(kind.value, str(words.CHECK_KINDS[kind])) for kind in CheckKind],
    }


def _origins(outline: Outline, step: Step) -> Iterator[tuple[str, str]]:
    yield "anchor", words.anchor_name(outline)
    yield "start", words.origin(outline, "start")
    for each in outline.steps:
        if each.key != step.key:
            yield f"step:{each.key}", words.origin(outline, f"step:{each.key}")
    if step.due and step.due.origin.startswith("field:"):
        yield step.due.origin, words.origin(outline, step.due.origin)


def head_of(request: Request, made: Desk, errors: dict[str, str] | None = None) -> dict[str, Any]:
    """手順のこと, with all it offers."""
    outline = made.outline
    departments, clearances = queries.departments_of(request.viewer), queries.clearances_held(request.viewer)
    days = [
        *((f"anchor:{each.value}", str(words.ANCHORS[each])) for each in Anchor if each is not Anchor.START),
        *((f"weekday:{n}", words.weekday_name(n)) for n in range(7)),
        *words.DAY_WORDS.items(),
    ]
    return {
        "errors": errors or {},
        "departments": _with(outline.department, departments),
        "clearances": [(name, words.clearance(name)) for name in _with(outline.clearance, clearances)],
        "everies": [(each.value, str(words.EVERY[each])) for each in Every],
        "days": days,
        "day_word": head.day_word(outline.cadence),
        "day_number": head.day_number(outline.cadence),
        "closeds": [(each.value, str(words.CLOSED[each])) for each in Closed],
        "subjects": outline.subjects_where,
    }


def _with(now: str, offered: list[str]) -> list[str]:
    return [*offered, now] if now and now not in offered else offered

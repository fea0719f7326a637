"""書きながらを読む: only ever by whoever writes it; for everybody else there is none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from urakata.common.files import queries as files
from urakata.common.files.models import Evidence
from urakata.core.outline import Outline, Who, WhoKind
from urakata.core.plain_form import proposed
from urakata.core.recording import MINUTES, Moment, Part, Took, Written, lengths, outline, photos_of
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.recordings.models import FILES
from urakata.features.recordings.models import Recording as Recording
from urakata.features.recordings.models import RecordingLine as RecordingLine
from urakata.features.recordings.wording import asked_note, stuck_note

KEPT_AFTER_THROWN = timedelta(days=30)
FINISHED_SHOWN = 20
TYPED = ("text", "took", "who", "asked", "checks", "trouble", "why")
SHOWN_KINDS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})  # what every browser draws


@dataclass(frozen=True, slots=True)
class Line:
    """書きとめの一行, as the pages show it."""

    row: RecordingLine
    took: str  # as the person said it, else as the times say it
    files: list[Evidence] = field(default_factory=list)
    typed: RecordingLine | None = None  # refused, and still in the fields
    number: int = 0  # of the step it begins; 0 where it begins none

    @property
    def fields(self) -> RecordingLine:
        return self.typed or self.row

    @property
    def pictures(self) -> list[Evidence]:
        return [each for each in self.files if each.blob.media_type in SHOWN_KINDS]

    @property
    def said_took(self) -> bool:
        return bool(self.row.took)

    @property
    def checks(self) -> list[str]:
        return self.row.checks.splitlines()

    @property
    def heading(self) -> str:
        return self.row.title or proposed(self.row.text).title

    @property
    def is_reworded(self) -> bool:
        return self.heading != self.row.text

    @property
    def has_more(self) -> bool:
        row = self.row
        return bool(row.who or row.asked or row.checks or row.is_stuck or row.why or self.files)


@dataclass(frozen=True, slots=True)
class Page:
    """書きながらの画面."""

    recording: Recording
    lines: list[Line]
    removed: RecordingLine | None  # 元に戻せるもの

    @property
    def is_stopped(self) -> bool:
        """手を止めている, or nothing is being done yet."""
        written = [line.row for line in self.lines if line.row.written_at]
        last = max(written, key=lambda row: row.written_at or row.pk, default=None)
        return last is None or last.stopped_at is not None

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if line.row.part != Part.ASIDE]

    @property
    def aside(self) -> list[Line]:
        return [line for line in self.lines if line.row.part == Part.ASIDE]

    @property
    def step_count(self) -> int:
        return sum(1 for line in self.lines if line.number)

    @property
    def minutes(self) -> int:
        return sum(MINUTES[Took(line.took)] for line in self.kept if line.took)

    @property
    def last(self) -> RecordingLine | None:
        return self.lines[-1].row if self.lines else None


def own(viewer: Viewer) -> QuerySet[Recording]:
    """自分の書きながら: nobody else's, whatever role one has."""
    if viewer.person_id is None or not procedures.may_make(viewer):
        return Recording.objects.none()
    return Recording.objects.filter(person=viewer.person_id)


def with_counts(found: QuerySet[Recording]) -> QuerySet[Recording]:
    return found.annotate(line_count=Count("lines", filter=Q(lines__removed_at=None)))


def open_now(viewer: Viewer) -> QuerySet[Recording]:
    """続きのあるもの, the last written first."""
    found = own(viewer).filter(procedure=None, thrown_at=None)
    return with_counts(found).order_by("-written_at", "-pk")


def finished(viewer: Viewer) -> list[Recording]:
    """手順になったもの."""
    found = own(viewer).exclude(procedure=None).filter(thrown_at=None).select_related("procedure__edition")
    return list(found.order_by("-written_at", "-pk")[:FINISHED_SHOWN])


def thrown(viewer: Viewer) -> list[Recording]:
    """捨てたもの that can still be brought back."""
    found = own(viewer).exclude(thrown_at=None)
    return list(with_counts(found).order_by("-thrown_at")[:FINISHED_SHOWN])


def recording(viewer: Viewer, code: str) -> Recording:
    """The recording, or the same 404 as for one that is not there."""
    found = own(viewer).filter(code=code).select_related("department", "procedure__edition").first()
    if found is None:
        raise Http404
    return found


def line(of: Recording, code: str) -> RecordingLine:
    found = of.lines.filter(code=code).first()
    if found is None:
        raise Http404
    found.recording = of
    return found


def page(of: Recording) -> Page:
    """What the page shows: the lines, their files, and the one that was taken out last."""
    rows = list(of.lines.filter(removed_at=None))
    removed = of.lines.exclude(removed_at=None).order_by("-removed_at").first()
    return Page(of, lines_of(rows), removed)


def lines_of(rows: Sequence[RecordingLine]) -> list[Line]:
    by_line = files_of(row.code for row in rows)
    measured = lengths([Moment(row.written_at, row.stopped_at) for row in rows])
    begun = begins(rows)
    return [
        Line(row, row.took or (took or ""), by_line.get(row.code, []), number=begun.get(row.pk, 0))
        for row, took in zip(rows, measured, strict=True)
    ]


def with_typed(shown: Page, code: str, typed: Mapping[str, str]) -> Page:
    """書きかけ: the page with what was typed into one line still in its fields."""
    lines = []
    for line in shown.lines:
        if line.row.code == code:
            own = copy(line.row)
            for name in TYPED:
                setattr(own, name, str(typed.get(name, ""))[:2000])
            own.is_stuck = bool(typed.get("is_stuck"))
            line = replace(line, typed=own)
        lines.append(line)
    return replace(shown, lines=lines)


def begins(rows: Sequence[RecordingLine]) -> dict[int, int]:
    """工程の番号, by the line that begins it: the first that goes into the procedure begins one whatever it is."""
    kept = [row for row in rows if row.part != Part.ASIDE]
    first = [row.pk for place, row in enumerate(kept) if row.part == Part.STEP or not place]
    return {pk: number for number, pk in enumerate(first, start=1)}


def files_of(codes: Iterable[str]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for each in files.of(FILES, list(codes)):
        found.setdefault(each.about_key, []).append(each)
    return found


def evidence(of: Recording, code: str) -> Evidence:
    """写真や書類 of one of its lines, or 404."""
    keys = list(of.lines.values_list("code", flat=True))
    found = files.of(FILES, keys).filter(code=code).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Becoming:
    """手順になるもの: the outline, and which photo goes to which of its steps."""

    outline: Outline
    photos: list[tuple[str, str]]


def becoming(of: Recording, *, key: str) -> Becoming:
    """手順の下書き: the lines as they stand, whoever does a step named as the house names them."""
    department = of.department.name if of.department else ""
    written = [_written(each, department) for each in page(of).lines]
    made = outline(of.title, written, key=key, department=department, clearance=of.clearance)
    return Becoming(made, photos_of(made, written))


def _written(line: Line, department: str) -> Written:
    row = line.row
    return Written(
        text=row.text,
        part=Part(row.part),
        title=row.title,
        section=row.section,
        who=who(row.who, department),
        took=Took(line.took) if line.took else None,
        checks=tuple(line.checks),
        pitfall=_pitfall(row),
        why=row.why,
        notes=(asked_note(row.asked),) if row.asked else (),
        evidence=tuple(stem(each.name) for each in line.files if not is_photo(each)),
        photos=tuple(each.code for each in line.files if is_photo(each)),
    )


def _pitfall(row: RecordingLine) -> str:
    """困った: in a word; a line that is nothing else says it itself."""
    if not row.is_stuck:
        return ""
    return row.trouble or (row.text if row.part == Part.MORE else stuck_note(row.text))


def who(said: str, department: str) -> Who:
    """だれ: one's own department for what was done alone; a person or department of the house, else from outside."""
    if not said:
        return Who(WhoKind.DEPARTMENT, department) if department else Who(WhoKind.ROLE, "office")
    if company.department_named(said) is not None:
        return Who(WhoKind.DEPARTMENT, said)
    person = company.person_named(said)
    return Who(WhoKind.PERSON, person.name) if person and not person.is_outside else Who(WhoKind.OUTSIDE, said)


def is_photo(paper: Evidence) -> bool:
    return paper.blob.media_type.startswith("image/")


def stem(name: str) -> str:
    """書類の名 without its ending."""
    return name.rpartition(".")[0] or name


def published(of: Recording) -> bool:
    return of.procedure is not None and of.procedure.edition_id is not None


def to_settle() -> QuerySet[Recording]:
    """公開されたもの whose lines put aside are still kept."""
    return Recording.objects.filter(procedure__edition__isnull=False, lines__part=Part.ASIDE).distinct()


def to_forget(at: datetime) -> QuerySet[Recording]:
    """捨ててから三十日."""
    return Recording.objects.filter(thrown_at__lt=at - KEPT_AFTER_THROWN)


def offered_for(viewer: Viewer, procedure_ids: Collection[int]) -> dict[int, Recording]:
    """書きながらから生まれた手順, by procedure, as far as this viewer wrote them."""
    found = own(viewer).filter(procedure__in=procedure_ids, procedure__edition__isnull=False, thrown_at=None)
    return {each.procedure_id: each for each in found if each.procedure_id is not None}

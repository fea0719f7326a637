"""実行・対象・作業・確認のしるし・覚え書き・共有・一緒に回す."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from urakata.common.audit.about import About
from urakata.common.seams.part import Panel
from urakata.core.flow import Place, State, When
from urakata.core.outline import GateKind, Outline, Step
from urakata.core.task_rules import Facts

# Words kept among the answers beside those of the checks; the key of a check has no colon.
PREPARED = "prepare:"  # prepare:0 … what was got ready ahead
SPOT = "spot:"  # spot:<check>: the figure written from the paper
RULED_OUT = "when:ruled_out"
LEFT = "subject:left"  # 対象外 because its 対象 was taken out, not by somebody's choice for this step

OPEN_STATES = [State.TODO, State.NOW, State.WAITING, State.SENT_BACK]


def is_aside(key: str) -> bool:
    """Whether what is kept there is no answer to a check."""
    return key.startswith(PREPARED) or key in {RULED_OUT, LEFT}


class Run(models.Model):
    """実行: one time that a procedure is done, for 2026年11月分 or for an occasion; keeps its edition."""

    code = models.CharField(max_length=12, unique=True)
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("procedures.Edition", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    label = models.CharField(max_length=100, blank=True)  # 2026年11月分
    occurrence = models.CharField(max_length=100, blank=True)  # the cadence's day, a deadline; empty: opened by hand
    department = models.ForeignKey("company.Department", null=True, on_delete=models.PROTECT, related_name="+")
    clearance = models.CharField(max_length=20, blank=True)
    seal = models.ForeignKey("company.Seal", null=True, on_delete=models.PROTECT, related_name="+")
    anchor_on = models.DateField()
    is_fixed = models.BooleanField(default=False)  # 動かせない
    is_errand = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)  # ひとこと仕事: from whom or where it came
    origin_kind = models.CharField(max_length=30, blank=True)
    origin_key = models.CharField(max_length=100, blank=True)
    origin_label = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    in_charge = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")  # 担当
    finished_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # とりやめ, with a reason
    stopped_reason = models.CharField(max_length=200, blank=True)
    step_count = models.PositiveSmallIntegerField(default=0)
    passed_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "occurrence"], condition=~Q(occurrence=""), name="an_occurrence_is_opened_once"
            ),
            models.UniqueConstraint(  # whatever procedure stands there by then
                fields=["origin_kind", "origin_key", "occurrence"],
                condition=~Q(occurrence="") & ~Q(origin_kind=""),
                name="an_origin_opens_an_occurrence_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["procedure", "-anchor_on"], name="run_of_procedure"),
            models.Index(fields=["-finished_at"], name="run_finished"),
            models.Index(fields=["anchor_on"], condition=Q(finished_at=None, stopped_at=None), name="run_open_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.stopped_at is None

    @property
    def heading(self) -> str:
        """見出し in lists: opened for an occasion it says for which, so that two of one procedure do not mix."""
        return f"{self.title}（{self.label}）" if self.label and not self.occurrence else self.title

    def line(self) -> "models.QuerySet[Task]":
        """工程の並び: one task per step in the order of the file; the cells of the grid stand behind their heads."""
        return self.tasks.filter(subject=None).order_by("number")

    def cells(self) -> "models.QuerySet[Task]":
        """ます: the tasks of the people × steps grid."""
        return self.tasks.exclude(subject=None)

    def about(self) -> About:
        return About(
            "run", self.code, self.title, run_code=self.code,
            department_id=self.department_id, clearance=self.clearance, seal_id=self.seal_id,
        )  # fmt: skip


class Subject(models.Model):
    """対象: one row of the people × steps grid of a run: a person, or something that has only a name."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="subjects")
    code = models.CharField(max_length=12)
    person = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    kana = models.CharField(max_length=100, blank=True)
    department = models.ForeignKey("company.Department", null=True, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True)  # 知らせ: once a day at most
    left_at = models.DateTimeField(null=True)  # 外した: what was open became 対象外
    left_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "code"], name="a_subject_has_its_own_code"),
            models.UniqueConstraint(
                fields=["run", "person"], condition=Q(person__isnull=False), name="a_person_stands_once_in_a_grid"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | ~Q(left_reason=""), name="who_is_taken_out_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """作業: one step of one run; its number is its place in the file and its address below the run.

    A step 人ごと has one head in the line, whose state is read from its cells, and one cell per subject. Cells of the
    office carry nobody: whoever has the head does them.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tasks")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.CASCADE, related_name="tasks")
    head = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="cells")
    is_head = models.BooleanField(default=False)
    cell_count = models.PositiveSmallIntegerField(default=0)  # of a head, kept when its cells change
    cells_passed = models.PositiveSmallIntegerField(default=0)
    edition = models.ForeignKey("procedures.Edition", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    step_key = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=15, default=State.TODO)
    gate = models.CharField(max_length=15, default="none")
    assignee = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("company.Department", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, blank=True)  # whom the step asks for while nobody has it: lead, office …
    received_at = models.DateTimeField(null=True)  # 受け取りました
    lent_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    checker = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    start_on = models.DateField()
    due_on = models.DateField()
    postponed_to = models.DateField(null=True)  # 明日へ: when this person wants to see it again
    minutes = models.PositiveSmallIntegerField(default=0)  # 目安
    answers = models.JSONField(default=dict)  # check key → {"value", "by", "at"}
    reason = models.CharField(max_length=300, blank=True)  # why 対象外, or why 差し戻し
    took = models.CharField(max_length=10, blank=True)  # 〜15分 and so on, if the person chose to say
    done_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    said: tuple[int, Step, Outline] | None = None  # in memory only: what the edition says, kept by `queries.steps`
    asks: tuple[tuple[int, str], dict[str, Panel]] | None = None  # as above: what its parts ask, by `queries.asked`

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "number"], condition=Q(subject=None), name="a_task_has_its_own_number"
            ),
            models.UniqueConstraint(
                fields=["run", "step_key"], condition=Q(subject=None), name="a_step_stands_once_in_a_run"
            ),
            models.UniqueConstraint(
                fields=["subject", "head"], condition=Q(subject__isnull=False), name="a_cell_stands_once_in_a_row"
            ),
            models.CheckConstraint(
                condition=Q(subject=None, head=None) | Q(subject__isnull=False, head__isnull=False),
                name="a_cell_has_a_head_and_a_row",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=[State.DONE, State.WAITING]) & Q(done_at__isnull=False))
                | ~Q(state__in=[State.DONE, State.WAITING]),
                name="what_is_done_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NOT_APPLICABLE) | ~Q(reason=""), name="what_does_not_apply_says_why"
            ),
            models.CheckConstraint(
                condition=Q(checker=None) | Q(done_by=None) | ~Q(checker=F("done_by")) | Q(gate="next_day_self"),
                name="the_checker_is_not_the_doer",
            ),
        ]
        # No condition on a state: SQLite does not use an index whose condition would have to meet bound values.
        indexes: ClassVar = [
            models.Index(fields=["assignee", "state", "due_on"], name="task_of_person_by_state"),
            models.Index(
                fields=["department", "state", "due_on"],
                condition=Q(assignee=None, subject=None),
                name="task_of_nobody_yet",
            ),
            models.Index(fields=["head", "state"], condition=Q(head__isnull=False), name="task_cell_by_state"),
            models.Index(fields=["checker", "state", "due_on"], name="task_of_checker"),
            models.Index(fields=["assignee", "due_on", "state"], name="task_of_person_by_day"),
            models.Index(fields=["done_by", "-done_at"], name="task_done_of_person"),
            models.Index(fields=["lent_by", "state"], condition=Q(lent_by__isnull=False), name="task_lent"),
        ]

    def facts(self, confirmed: "Stamp | None" = None, *, acted_on: bool = False) -> Facts:
        """What `core.task_rules` needs to know; `confirmed` is the stamp that passed the 関所, if one did.

        A cell is asked of whoever has its head, and where the subject answers, of the subject as well.
        """
        kept = self.head or self
        return Facts(
            state=State(self.state),
            gate=GateKind(self.gate),
            written_by=frozenset(
                answer["by"] for key, answer in self.answers.items() if answer.get("value") and not is_aside(key)
            ),
            run_open=self.run.is_open,
            assignee_id=self.assignee_id or kept.assignee_id,
            keeper_id=kept.assignee_id,
            department_id=kept.department_id,
            role=kept.role,
            is_head=self.is_head,
            is_empty=self.is_head and not self.cell_count,
            is_cell=self.head_id is not None,
            has_left=self.subject is not None and self.subject.left_at is not None,
            done_by_id=self.done_by_id,
            done_at=self.done_at,
            checker_id=self.checker_id or kept.checker_id,
            confirmed_by_id=confirmed.person_id if confirmed else None,
            confirmed_at=confirmed.at if confirmed else None,
            acted_on=acted_on,
            is_set_aside=self.is_set_aside,
            run_stopped=self.run.stopped_at is not None,
            ruled_out=self.is_ruled_out,
        )

    @property
    def is_set_aside(self) -> bool:
        """対象外にしたい: a step with a 関所 that its doer wants to leave out, waiting for another to agree."""
        return self.state == State.WAITING and bool(self.reason)

    @property
    def is_ruled_out(self) -> bool:
        """条件で対象外: by nobody; the mark keeps it apart from what a person or a newer edition left out."""
        return self.state == State.NOT_APPLICABLE and RULED_OUT in self.answers

    @property
    def address(self) -> str:
        """番地 below the run: the place in the file, and for a cell the code of its row."""
        return f"{self.number}-{self.subject.code}" if self.subject else str(self.number)

    @property
    def is_read_from_cells(self) -> bool:
        """A step 人ごと; while it has nobody in its grid it is a step like any other."""
        return self.is_head and self.cell_count > 0

    @property
    def is_of_subject(self) -> bool:
        """本人のます: asked of the very person whose row it is."""
        return self.subject is not None and self.assignee_id is not None and self.subject.person_id == self.assignee_id

    def place(self, needs: tuple[str, ...], when: When | None = None, led_to_by: tuple[When, ...] = ()) -> Place:
        return Place(
            self.step_key, State(self.state), needs, GateKind(self.gate), when, led_to_by, self.is_ruled_out,
            self.is_read_from_cells,
        )  # fmt: skip

    def about(self) -> About:
        run = self.run
        what = run.title if run.is_errand else f"{run.title} {self.title}"
        return About(
            "task", f"{run.code}/{self.address}", f"{what} {self.subject.name}" if self.subject else what,
            run_code=run.code,
            department_id=run.department_id, clearance=run.clearance, seal_id=run.seal_id,
        )  # fmt: skip


class Stamp(models.Model):
    """確認のしるし: who confirmed what and when; one that was taken back stays as history."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="stamps")
    kind = models.CharField(max_length=15)  # core.gate.Stamped
    person = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    first_figure = models.CharField(max_length=100, blank=True)  # blind: what the doer had written
    figure = models.CharField(max_length=100, blank=True)  # blind: what the second person entered
    agreed = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, blank=True)  # of a difference
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, at__isnull=False) | Q(person=None),
                name="a_stamp_has_a_name_and_a_day",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="stamp_of_person")]


class Note(models.Model):
    """覚え書き: what one person tells the next; of a task, and shown again at the same step of the next run."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="notes")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.CASCADE, related_name="+")
    step_key = models.CharField(max_length=100)
    person = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=2000)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["procedure", "step_key", "-at"], name="note_of_step")]


class Share(models.Model):
    """共有: steps of one run and papers of it, given to somebody from outside until a day; an insider keeps it."""

    code = models.CharField(max_length=12, unique=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey("company.Person", on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey("company.Person", on_delete=models.PROTECT, related_name="+")  # 受け持ち
    tasks = models.ManyToManyField(Task, related_name="shares")  # they follow a step through an edition move
    papers = models.ManyToManyField("files.Evidence", related_name="+")
    until = models.DateField()  # the last day
    made_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, null=True, unique=True)  # of the link's token, which is never stored
    link_at = models.DateTimeField(null=True)
    mail_to = models.EmailField(blank=True)
    mailed_at = models.DateTimeField(null=True)
    visited_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("keeper")), name="nobody_keeps_what_is_shared_with_them"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="share_of_person")]

    def about(self) -> About:
        run = self.run
        return About(
            "share", self.code, f"{run.title} {self.person.name}",
            run_code=run.code,
            department_id=run.department_id, clearance=run.clearance, seal_id=run.seal_id,
        )  # fmt: skip


class Together(models.Model):
    """一緒に回す: one person goes through a run beside another who knows it; either has the run in charge.

    Where two have gone together once, the next level is alone: whoever asks who can do what reads it here.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="together")
    invited = models.ForeignKey("company.Person", on_delete=models.PROTECT, related_name="+")
    inviting = models.ForeignKey("company.Person", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(max_length=500, blank=True)
    is_handed = models.BooleanField(default=False)  # the run was opened into the hands of whoever was asked
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # declined or taken back; by whom is nobody's business

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(invited=F("inviting")), name="nobody_goes_along_with_themselves"),
            models.UniqueConstraint(fields=["run"], condition=Q(ended_at=None), name="two_go_through_a_run_at_most"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["invited", "ended_at"], name="together_of_invited"),
            models.Index(fields=["inviting", "ended_at"], name="together_of_inviting"),
        ]


class Reminder(models.Model):
    """知らせ: one polite word to all who are still まだ in a step 人ごと; on their 窓口 until they answer."""

    head = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    text = models.TextField(max_length=500)  # 〈名前〉 stands for the name of whoever reads it
    to = models.JSONField(default=list)  # 対象 by id
    by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["head", "-at"], name="reminder_of_step")]

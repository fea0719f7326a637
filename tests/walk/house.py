"""一軒の家: the cast of conftest.py with something of everything in it, so that each URL has something to tell."""

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from urakata.common.accounts import actions as accounts
from urakata.common.accounts.backend import BACKEND
from urakata.common.accounts.models import Device
from urakata.common.audit.models import Entry
from urakata.common.files.actions import keep
from urakata.common.files.models import Evidence
from urakata.core.closing import Closing
from urakata.core.feeds import Kind, Remind
from urakata.core.viewer import Viewer, operator
from urakata.features.company import actions as company
from urakata.features.company import queries
from urakata.features.company.models import Absence, Role
from urakata.features.duties import actions as duties
from urakata.features.duties.actions.fulfilling import Paper, fulfil
from urakata.features.duties.models import Fulfilment, Happening
from urakata.features.duties.queries import deadline
from urakata.features.plan import actions as plan
from urakata.features.plan.models import Feed
from urakata.features.procedures.actions import add_deputy, change_draft, import_outline, publish
from urakata.features.procedures.models import Edition, StepFile
from urakata.features.recordings import actions as recordings
from urakata.features.recordings.models import Recording, RecordingLine
from urakata.features.runs.actions import doing, errands, many, papers, rows, sharing, sideways, together
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run, Share
from urakata.formats.procedures import read
from urakata.rules.events import events

CLOSING = """
key: closing
title: 月次決算
department: 経理
steps:
  - key: gather
    title: 請求書を集める
    prepare: [前月の一覧]
    files: [画面.png]
    checks: [{key: all, text: 全部そろった}]
  - key: count
    title: 現金を数える
    needs: [gather]
    checks: [{key: cash, text: 現金の残高, kind: number}]
    gate: second_person
  - {key: report, title: 報告する, needs: [count]}
"""
PAYROLL = """
key: payroll
title: 給与計算
clearance: pay
cadence: {every: month, anchor: payday}
steps:
  - key: calculate
    title: 給与を計算する
    checks: [{key: net, text: 差引支給額, kind: number}]
    gate: {kind: blind, of: net}
  - {key: send, title: 給与を振り込む, needs: [calculate]}
  - {key: tell, title: 給与の明細を渡す, who: {role: office}}
"""
PAPERS = """
key: papers
title: 書類集め
department: 経理
steps:
  - {key: collect, title: 集める, per: subject, checks: [{key: got, text: 届いた}]}
  - {key: close, title: 締める, needs: [collect]}
  - {key: wishes, title: 希望を答える, per: subject, who: subject, ask: leaving_confirmation}
"""
PIN = "428190"
PICTURE = bytes.fromhex(  # one red pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415478da63f8cfc0000003010100f70341430000000049454e44ae426082"
)

ROLES = ("stranger", "owner", "lead", "office", "other", "temp", "manager", "employee", "outside", "pin")
SEATS = {
    "owner": "owner", "lead": "morita", "office": "nishino", "other": "saeki", "temp": "ohashi",
    "manager": "foreman", "employee": "kobayashi", "outside": "sharoshi", "pin": "nishino",
}  # fmt: skip


class House:
    """家: 月次決算 and 書類集め run in nishino's hands, a step lent to ohashi; 給与計算 where only 給与 is held."""

    def __init__(self, office: SimpleNamespace, at: datetime) -> None:
        self.office, self.at = office, at
        self._share: Share | None = None
        self._token = ""
        self._feed: Feed | None = None
        self._happening: Happening | None = None
        self._secret = ""
        self._picture: StepFile | None = None
        self._recording: Recording | None = None
        self.closing, self.payroll = self._procedure(CLOSING), self._procedure(PAYROLL)
        nishino, saeki = self.viewer("nishino"), self.viewer("saeki")
        self.run = open_by_hand(self.closing, anchor_on=date(2026, 11, 30), by=nishino, at=at)
        sideways.reassign(self.task(3), office.ohashi, by=nishino, at=at)
        self.hidden_run = open_by_hand(self.payroll, anchor_on=date(2026, 11, 25), by=saeki, at=at)
        doing.finish(self.hidden_run.tasks.get(number=1), {"net": "12,715,430"}, by=saeki, at=at)
        # Of no department, handed to the temp and lying about for anybody: nothing but the clearance hides it.
        self.hidden_run.tasks.filter(number=2).update(assignee=office.ohashi)
        self.hidden_run.tasks.filter(number=3).update(assignee=None)
        self.grid = open_by_hand(self._procedure(PAPERS), anchor_on=date(2026, 11, 30), by=nishino, at=at)
        rows.add(self.grid, [office.kobayashi, office.foreman], by=nishino, at=at)
        self.errand = errands.add("机を拭く", who=office.kobayashi, due_on=at.date(), by=nishino, at=at)
        self.grant = company.give_clearance(office.nishino, "pay", until=None, by=saeki, at=at)
        self.seal = company.seal(
            label="春の異動", people=[office.saeki], until=date(2027, 3, 31), by=self.viewer("morita"), at=at
        )
        self.posting = company.announce(
            office.kobayashi, since=date(2027, 4, 1), department=office.経理, by=self.viewer("owner"), at=at
        )
        self.device = self._device("nishino")
        self.absence = self._absence("nishino", date(2026, 12, 21))
        self.role = Role.objects.create(person=office.kobayashi, name="manager", department=office.design)

    def _procedure(self, text: str):
        outline, mistakes = read(text)
        assert not mistakes
        return import_outline(outline, reason="はじめから", by=operator(self.at.date()), at=self.at).procedure

    def _device(self, key: str) -> Device:
        person = getattr(self.office, key)
        words = {"by": operator(self.at.date()), "at": self.at, "about": person.about()}
        made, _ = accounts.invite(person.account, purpose="pin", **words)
        return accounts.set_up_device(made, PIN, label="電話", **words)[0]

    def tick(self) -> None:
        """Everybody of 書類集め, in one act of nishino's."""
        many.finish(self.task(1, self.grid), list(self.grid.subjects.all()), by=self.viewer("nishino"), at=self.at)

    def _absence(self, key: str, on: date) -> Absence:
        person = getattr(self.office, key)
        return company.add_absence(person, first=on, last=on, by=self.viewer(key), at=self.at)

    def closed(self, day: int) -> None:
        """会社の休み of this December."""
        closing = Closing(False, date(2026, 12, day), "創立記念日")
        company.close_days(queries.company(), [closing], by=self.viewer("owner"), at=self.at)

    def stands_in(self, *keys: str) -> None:
        """代わりの順 of 月次決算."""
        for key in keys:
            add_deputy(self.closing, getattr(self.office, key), by=self.viewer("nishino"), at=self.at)

    def publish(self, text: str) -> Edition:
        """第2版 of 月次決算, by nishino."""
        outline, _ = read(text)
        return publish(self.closing, outline, base=1, reason="抜けていた", by=self.viewer("nishino"), at=self.at)

    def draft(self, *keys: str) -> None:
        """下書き of 月次決算, of each."""
        for key in keys:
            by = self.viewer(key)
            change_draft(self.closing, lambda was: replace(was, why="遅れると困る"), by=by, at=self.at)

    def viewer(self, key: str) -> Viewer:
        return queries.viewer(getattr(self.office, key), self.at.date())

    def task(self, number: int, run: Run | None = None):
        return (run or self.run).line().select_related("run").get(number=number)

    def finish(self, *numbers: int) -> None:
        """nishino's steps of 月次決算, one after the other."""
        for number in numbers:
            doing.finish(self.task(number), {"all": "1", "cash": "51,200"}, by=self.viewer("nishino"), at=self.at)

    def paper(self, run: Run | None = None, number: int = 1) -> Evidence:
        by = self.viewer("nishino" if run is None else "saeki")
        return papers.attach(self.task(number, run), "控え.pdf", b"%PDF-1.4 x", by=by, at=self.at)

    def picture(self) -> StepFile:
        """画面.png of step 1 of 月次決算."""
        if self._picture is None:
            self._picture = StepFile.objects.create(
                procedure=self.closing, code="gamen", name="画面.png", blob=keep("画面.png", PICTURE),
                alt="請求書の棚", width=1, height=1, added_at=self.at,
            )  # fmt: skip
        return self._picture

    def share(self) -> Share:
        """Step 1 of 月次決算, with its paper, in sharoshi's hands; nishino keeps it."""
        if self._share is None:
            nishino, paper = self.viewer("nishino"), self.paper()
            self._share = sharing.share(
                self.run, self.office.sharoshi, tasks=[self.task(1)], papers=[paper], until=date(2026, 12, 10),
                keeper=self.office.nishino, by=nishino, at=self.at,
            )  # fmt: skip
        return self._share

    def share_token(self) -> str:
        if not self._token:
            self._token = sharing.new_link(self.share(), by=self.viewer("nishino"), at=self.at)
        return self._token

    def shared_paper(self) -> Evidence:
        """What sharoshi attached to it."""
        task, by = self.task(1, self.share().run), self.viewer("sharoshi")
        return papers.attach(task, "届.pdf", b"%PDF-1.4 y", by=by, at=self.at)

    def finish_shared(self) -> None:
        self.share()
        doing.finish(self.task(1), {"all": "1"}, by=self.viewer("sharoshi"), at=self.at)

    def recording(self) -> Recording:
        """書きながら of nishino's: three lines, the second with a paper."""
        if self._recording is None:
            nishino = self.viewer("nishino")
            self._recording = recordings.start(
                "資金繰り表の更新", department_id=self.office.経理.pk, by=nishino, at=self.at
            )
            lines = recordings.write(
                self._recording, ["通帳を開く", "残高を写す", "部長に送る"], by=nishino, at=self.at
            )
            recordings.attach(lines[1], "通帳.pdf", b"%PDF-1.4 z", by=nishino, at=self.at)
        return self._recording

    def line(self, number: int = 2) -> RecordingLine:
        return self.recording().lines.all()[number - 1]

    def line_paper(self) -> Evidence:
        return Evidence.objects.get(about_key=self.line().code)

    def fulfilment(self) -> Fulfilment:
        """法定調書 of the year as saeki handed it in, with a paper."""
        standing = Fulfilment.objects.filter(taken_back_at=None).first()
        if standing is None:
            by = self.viewer("saeki")
            coming = deadline(by, "hotei_chosho", "2026")
            papers = [Paper("受信通知.pdf", b"%PDF-1.4 f")]
            standing = fulfil(coming, done_on=self.at.date(), papers=papers, by=by, at=self.at)
        return standing

    def deadline_paper(self) -> Evidence:
        return Evidence.objects.get(about_kind="fulfilment", about_key=str(self.fulfilment().pk))

    def feed(self) -> Feed:
        """チームの締切 as a calendar reads them, by morita, who holds 給与."""
        if self._feed is None:
            by = self.viewer("morita")
            self._feed, self._secret = plan.make(Kind.TEAM, remind=Remind.MORNING, by=by, at=self.at)
        return self._feed

    def feed_secret(self) -> str:
        self.feed()
        return self._secret

    def happening(self) -> Happening:
        """小林さんの入社, kept by saeki, who holds 人事."""
        if self._happening is None:
            joining, by = events().groups["joining"], self.viewer("saeki")
            days = {"hire_date": date(2026, 12, 1)}
            self._happening = duties.keep(joining, person=self.office.kobayashi, days=days, by=by, at=self.at)
        return self._happening

    def goes_together(self) -> None:
        """nishino asks saeki along to the run of 月次決算 at the end of December."""
        self.together_run = together.invite(
            self.closing, self.office.saeki, anchor_on=date(2026, 12, 28), invited_has_it=True,
            by=self.viewer("nishino"), at=self.at,
        )  # fmt: skip

    def invitation(self) -> str:
        person = self.office.foreman
        return accounts.invite(person.account, by=self.viewer("owner"), at=self.at, about=person.about())[1]

    def entry(self, act: str = "run.opened", actor: str = "nishino") -> Entry:
        return Entry.objects.filter(act=act, actor_id=getattr(self.office, actor).pk).first()

    def client(self, role: str) -> Client:
        """At the desk of a role; `pin` is nishino on the telephone, who then has the portal alone."""
        client = Client(raise_request_exception=False)
        if role == "stranger":
            return client
        client.force_login(getattr(self.office, SEATS[role]).account, backend=BACKEND)
        if role == "pin":
            session = client.session
            session["pin_device"] = self.device.pk
            session.save()
        return client


def pdf(name: str = "控え.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 receipt")


def picture(name: str = "画面.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PICTURE)

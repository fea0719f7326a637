"""たずね方: for every URL what stands in its address, what is sent to it, and what must have happened before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.walk.house import CLOSING, PIN, House, pdf, picture
from urakata.features.company.forms.people_table import read_people
from urakata.features.company.queries.pasting import plan
from urakata.features.duties.actions import switch_off
from urakata.features.runs.models import Subject

Words = Callable[[House], dict[str, Any]]


def _nothing(house: House) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Asked:
    """たずね方 of one URL; `refused` is what a form sends that cannot be accepted."""

    at: Words = _nothing
    sent: Words = _nothing
    before: Callable[[House], object] = _nothing
    refused: Words | None = None

    def path(self, name: str, house: House) -> str:
        return reverse(name, kwargs=self.at(house))


def _run(house: House) -> dict[str, Any]:
    return {"code": house.run.code}


def _step(number: int) -> Words:
    return lambda house: {"code": house.run.code, "number": number}


def _of_closing(house: House) -> dict[str, Any]:
    return {"procedure": house.closing.code}


def _moved(house: House) -> dict[str, Any]:
    return {"to": "2", f"choice-{house.run.code}": "move", f"seen-{house.run.code}": "1"}


def _share(house: House) -> dict[str, Any]:
    return _run(house) | {"share": house.share().code}


def _shared(house: House) -> dict[str, Any]:
    return {"code": house.share().code}


def _shared_step(house: House) -> dict[str, Any]:
    return _shared(house) | {"number": 1}


def _procedure(house: House) -> dict[str, Any]:
    return {"code": house.closing.code}


def _picture(house: House) -> dict[str, Any]:
    return _procedure(house) | {"file": house.picture().code}


def _always(**words: Any) -> Words:
    return lambda house: dict(words)


def _person(house: House) -> dict[str, Any]:
    return {"code": "kobayashi"}


def _paper(house: House) -> dict[str, Any]:
    return _run(house) | {"evidence": (house.paper()).code}


def _department(house: House) -> dict[str, Any]:
    return {"pk": house.office.design.pk}


def _posting(house: House) -> dict[str, Any]:
    return _person(house) | {"posting": house.posting.code}


def _transfer(house: House) -> dict[str, Any]:
    return {"since": "2027-10-01", "department": str(house.office.総務.pk), "role": "office"}


def _arrival(house: House) -> dict[str, Any]:
    return {"group": "joining"}


def _happening(house: House) -> dict[str, Any]:
    return {"code": house.happening().code}


def _another_day(house: House) -> dict[str, Any]:
    return {"on_hire_date": "R8.12.2", "stands": house.happening().stands}


def _deputies(house: House) -> None:
    house.stands_in("morita", "nishino")


def _drafted(house: House) -> None:
    house.draft("morita", "nishino")


def _table_seen(house: House) -> dict[str, Any]:
    """As the preview sends it on."""
    seen = plan(house.viewer("owner"), read_people(TABLE).rows)
    return {"text": TABLE, "seal": seen.seal}


def _grid(house: House) -> dict[str, Any]:
    return {"code": house.grid.code}


def _two(**more: Any) -> Words:
    return lambda house: {"at": "1", "who": list(Subject.objects.values_list("code", flat=True)), **more}


def _recording(house: House) -> dict[str, Any]:
    return {"code": house.recording().code}


def _line(house: House) -> dict[str, Any]:
    return _recording(house) | {"line": house.line().code}


def _together(house: House) -> dict[str, Any]:
    """The run to which nishino asked saeki along."""
    if not hasattr(house, "together_run"):
        house.goes_together()
    return {"code": house.together_run.code}


def _without_duty(house: House) -> None:
    switch_off("hotei_chosho", "税理士が出す", by=house.viewer("morita"), at=house.at)


_duty = _always(duty="hotei_chosho")


PAY = {"payday": "25", "payday_month": "same"}
_deadline = _always(duty="hotei_chosho", what_for="2026")
TEXT = CLOSING.replace("請求書を集める", "請求書をすべて集める")
SHARED = _always(person="sharoshi", steps="gather", until="12/10", keeper="nishino")
TOLD = _always(text=TEXT, base="1", seen="0")
REASON = _always(reason="今月は対象がない")
NO_DAY = _always(on_hire_date="いつか")
NO_REASON = _always(reason="  ")
TABLE = "氏名\t社員番号\tメール\n新田 一郎\tN-1\tnitta@kodachi.example"

ASKED: dict[str, Asked] = {
    # 今日
    "today": Asked(),
    "today_pin": Asked(_step(1)),
    "today_dismiss": Asked(_step(1)),
    # 手順
    "procedures": Asked(),
    "procedure_new": Asked(sent=_always(title="資金繰り表の更新")),
    "procedure_import": Asked(sent=_always(text="- [ ] 机を拭く"), refused=_always(text="")),
    "procedure_import_publish": Asked(sent=_always(text="- [ ] 机を拭く"), refused=_always(text="")),
    "procedure_import_draft": Asked(sent=_always(text="工程\t担当\n机を拭く\t総務"), refused=_always(text="")),
    "procedure_library": Asked(),
    "procedure_template": Asked(_always(key="monthly_closing")),
    "procedure_template_take": Asked(_always(key="monthly_closing")),
    "procedure": Asked(_procedure),
    "procedure_print": Asked(_procedure),
    "procedure_flow": Asked(_procedure),
    "procedure_export": Asked(_procedure),
    "procedure_folder": Asked(_procedure),
    "procedure_file": Asked(_picture),
    "procedure_file_add": Asked(_procedure, sent=lambda house: {"step": "gather", "file": picture()}),
    "procedure_file_remove": Asked(_procedure, sent=lambda house: {"step": "gather", "name": house.picture().name}),
    "procedure_editions": Asked(_procedure),
    "procedure_edition": Asked(lambda house: _procedure(house) | {"number": 1}),
    "procedure_edit": Asked(_procedure),
    "procedure_rows": Asked(
        _procedure, sent=_always(kind="step", key="gather", text="請求書を集める", seen="0", base="1")
    ),
    "procedure_step": Asked(_procedure, sent=_always(step="gather", title="請求書をすべて集める", seen="0", base="1")),
    "procedure_head": Asked(
        _procedure,
        sent=_always(title="月次決算", why="遅れない", seen="0", base="1"),
        refused=_always(title="", seen="0", base="1"),
    ),
    "procedure_undo": Asked(_procedure, before=_drafted),
    "procedure_redo": Asked(_procedure, before=_drafted),
    "procedure_merge": Asked(_procedure, before=_drafted),
    "procedure_settle": Asked(
        _procedure, sent=_always(clash_step="gather", clash_part="title", whose="mine"), before=_drafted
    ),
    "procedure_text": Asked(_procedure, sent=TOLD, refused=_always(text="key: [", base="1", seen="0")),
    "procedure_draft_discard": Asked(_procedure, before=_drafted),
    "procedure_publish": Asked(
        _procedure,
        sent=_always(reason="抜けていた", seen="2"),
        before=_drafted,
        refused=_always(reason=" ", seen="2"),
    ),
    "procedure_deputy_add": Asked(_procedure, sent=_always(person="saeki")),
    "procedure_deputy_move": Asked(_procedure, sent=_always(person="morita", to="2"), before=_deputies),
    "procedure_deputy_remove": Asked(_procedure, sent=_always(person="morita"), before=_deputies),
    "procedure_retire": Asked(_procedure),
    "procedure_bring_back": Asked(_procedure),
    # 実行
    "tasks": Asked(),
    "tasks_by_run": Asked(),
    "window": Asked(),
    "window_task": Asked(lambda house: {"code": house.errand.code, "number": 1}),
    "errand_new": Asked(
        sent=_always(title="鍵を返す", who="nishino", due_on="11/20"), refused=_always(title="", who="", due_on="")
    ),
    "runs": Asked(),
    "run_new": Asked(lambda house: {"procedure": house.closing.code}),
    "run_open": Asked(
        lambda house: {"procedure": house.closing.code},
        sent=_always(anchor_on="12/25"),
        refused=_always(anchor_on="いつか"),
    ),
    "run_moves": Asked(_of_closing, before=lambda house: house.publish(TEXT)),
    "run_moves_choose": Asked(
        _of_closing, sent=_moved, before=lambda house: house.publish(TEXT), refused=_always(to="2")
    ),
    "run": Asked(_run),
    "run_print": Asked(_run),
    "run_history": Asked(_run),
    "run_stop": Asked(_run, sent=REASON, refused=NO_REASON),
    "run_evidence": Asked(_paper),
    "run_grid": Asked(_grid),
    "run_grid_print": Asked(_grid),
    "run_grid_table": Asked(_grid),
    "run_grid_finish": Asked(_grid, sent=_two(), refused=_always(at="1")),
    "run_grid_skip": Asked(_grid, sent=_two(reason="今年はいらない"), refused=_two(reason=" ")),
    "run_grid_undo": Asked(
        _grid,
        sent=lambda house: {"at": "1", "done_at": house.at.isoformat()},
        before=lambda house: house.tick(),
        refused=_always(at="1"),
    ),
    "run_grid_remind": Asked(
        _grid, sent=_always(at="3", text="〈名前〉さん、お願いします。"), refused=_always(at="3", text=" ")
    ),
    "run_grid_add": Asked(_grid, sent=_always(person="saeki"), refused=_always(names=" ")),
    "run_grid_take_out": Asked(_grid, sent=_two(why="退社"), refused=_two(why=" ")),
    "run_task": Asked(_step(1)),
    "task_file": Asked(lambda house: _step(1)(house) | {"file": house.picture().code}),
    "task_check": Asked(_step(1), sent=_always(**{"check-all": "1"})),
    "task_finish": Asked(_step(1), sent=_always(**{"check-all": "1"}), refused=_always(**{"check-all": ""})),
    "task_confirm": Asked(_step(2), before=lambda house: house.finish(1, 2)),
    "task_send_back": Asked(_step(2), sent=REASON, before=lambda house: house.finish(1, 2), refused=NO_REASON),
    "task_skip": Asked(_step(1), sent=REASON, refused=NO_REASON),
    "task_undo": Asked(_step(1), before=lambda house: house.finish(1)),
    "task_redo": Asked(_step(1), sent=REASON, before=lambda house: house.finish(1), refused=NO_REASON),
    "task_take_over": Asked(_step(1)),
    "task_reassign": Asked(_step(1), sent=_always(to="saeki")),
    "task_receive": Asked(_step(3)),
    "task_postpone": Asked(_step(1), sent=_always(to="11/18")),
    "task_attach": Asked(_step(1), sent=lambda house: {"file": pdf()}, refused=lambda house: {"file": pdf("a.exe")}),
    "task_prepare": Asked(_step(1), sent=_always(ready="0"), refused=_always(ready="7")),
    "task_note": Asked(_step(1), sent=_always(text="総務の棚にある"), refused=_always(text=" ")),
    "task_detach": Asked(lambda house: _step(1)(house) | {"evidence": house.paper().code}),
    # 共有
    "run_shares": Asked(_run),
    "run_share_new": Asked(_run),
    "run_share_make": Asked(_run, sent=SHARED, refused=_always(until="いつか")),
    "run_share": Asked(_share),
    "run_share_link": Asked(_share),
    "run_share_extend": Asked(_share, sent=_always(until="12/20"), refused=_always(until="いつか")),
    "run_share_keeper": Asked(_share, sent=_always(keeper="morita"), refused=_always(keeper="zz")),
    "run_share_papers": Asked(_share, refused=_always(papers="zz")),
    "run_share_revoke": Asked(_share),
    "shared": Asked(),
    "share_open": Asked(lambda house: {"token": house.share_token()}),
    "shared_run": Asked(_shared),
    "shared_evidence": Asked(lambda house: _shared(house) | {"evidence": house.share().papers.get().code}),
    "shared_step": Asked(_shared_step),
    "shared_file": Asked(lambda house: _shared_step(house) | {"file": house.picture().code}),
    "shared_check": Asked(_shared_step, sent=_always(**{"check-all": "1"})),
    "shared_finish": Asked(_shared_step, sent=_always(**{"check-all": "1"}), refused=_always(**{"check-all": ""})),
    "shared_undo": Asked(_shared_step, before=lambda house: house.finish_shared()),
    "shared_attach": Asked(
        _shared_step, sent=lambda house: {"file": pdf()}, refused=lambda house: {"file": pdf("a.exe")}
    ),
    "shared_note": Asked(_shared_step, sent=_always(text="控えを送りました"), refused=_always(text=" ")),
    "shared_detach": Asked(lambda house: _shared_step(house) | {"evidence": house.shared_paper().code}),
    # 一緒に回す
    "together_new": Asked(_of_closing),
    "together_ask": Asked(
        _of_closing, sent=_always(person="saeki", anchor_on="12/25", holder="theirs"), refused=_always(person="zz")
    ),
    "together_decline": Asked(_together),
    "together_take_back": Asked(_together),
    # 書きながら
    "recordings": Asked(),
    "recording_start": Asked(sent=_always(title="資金繰り表の更新"), refused=_always(title=" ")),
    "recording": Asked(_recording),
    "recording_tidy": Asked(_recording),
    "recording_file": Asked(lambda house: _recording(house) | {"evidence": house.line_paper().code}),
    "recording_write": Asked(_recording, sent=_always(text="封筒に入れる"), refused=_always(text=" ")),
    "recording_pause": Asked(_recording),
    "recording_change": Asked(_recording, sent=_always(title="資金繰り表"), refused=_always(title=" ")),
    "recording_become": Asked(_recording),
    "recording_throw": Asked(_recording),
    "recording_bring_back": Asked(_recording),
    "recording_line_change": Asked(_line, sent=_always(seen="1", text="残高を写した"), refused=_always(seen="1")),
    "recording_line_insert": Asked(_line, sent=_always(text="合計を見る"), refused=_always(text=" ")),
    "recording_line_move": Asked(_line, sent=_always(to="up")),
    "recording_line_remove": Asked(_line),
    "recording_line_restore": Asked(_line),
    "recording_line_attach": Asked(
        _line, sent=lambda house: {"file": pdf()}, refused=lambda house: {"file": pdf("a.exe")}
    ),
    "recording_line_detach": Asked(lambda house: _line(house) | {"evidence": house.line_paper().code}),
    "recording_line_turn": Asked(_line, sent=_always(part="check")),
    "recording_line_tell": Asked(_line, sent=_always(seen="1", title="残高を写す"), refused=_always(title="写す")),
    "recording_line_split": Asked(_line, sent=_always(text="残高を見る\n写す"), refused=_always(text=" ")),
    # 予定
    "plan": Asked(),
    "deadlines_year": Asked(),
    "law_changes": Asked(),
    "duty": Asked(_duty),
    "deadline": Asked(_deadline),
    "deadline_fulfil": Asked(
        _deadline, sent=lambda house: {"done_on": "11/16", "papers": pdf()}, refused=_always(done_on="いつか")
    ),
    "deadline_take_back": Asked(_deadline, before=lambda house: house.fulfilment()),
    "deadline_paper": Asked(lambda house: _deadline(house) | {"paper": house.deadline_paper().code}),
    "duty_own_days": Asked(_duty, sent=_always(days_before="5"), refused=_always(days_before="いつか")),
    "duty_charge": Asked(_duty, sent=_always(person="nishino"), refused=_always(person="zz")),
    "duty_variant": Asked(
        _always(duty="rodo_hoken_2ki"),
        sent=_always(variant="事務組合に委託または口座振替"),
        refused=_always(variant="zz"),
    ),
    "duty_last": Asked(
        _always(duty="freon_teiki"), sent=_always(last_on="2025-03-01"), refused=_always(last_on="いつか")
    ),
    "duty_anchor": Asked(_always(duty="kyotei36"), sent=_always(anchor="4/1"), refused=_always(anchor="13/1")),
    "duty_off": Asked(_duty, sent=_always(reason="税理士が出す"), refused=NO_REASON),
    "duty_on": Asked(_duty, before=_without_duty),
    "duty_rules": Asked(),
    # 入口
    "account_login": Asked(sent=_always(login="saeki@kodachi.example", password="naisho-no-kotoba")),
    "enter_by_pin": Asked(sent=_always(number="1", pin=PIN)),
    "account_logout": Asked(),
    "account_reset_password": Asked(sent=_always(address="saeki@kodachi.example")),
    "enter_as": Asked(_always(key="saeki")),
    "invitation": Asked(lambda house: {"token": house.invitation()}, sent=_always(password="short", again="short")),
    # 設定
    "settings": Asked(),
    "me": Asked(),
    "look": Asked(sent=_always(theme="dark", language="ja"), refused=_always(theme="#", language="xx")),
    "account_change_password": Asked(
        sent=_always(now="naisho-no-kotoba", password="atarashii-kotoba-7", again="atarashii-kotoba-7"),
        refused=_always(now="chigau", password="x", again="y"),
    ),
    "my_device_revoke": Asked(sent=lambda house: {"device": str(house.device.pk)}),
    "settings_company": Asked(),
    "settings_company_save": Asked(sent=_always(name="株式会社こだち", payday="20"), refused=_always(payday="99")),
    "company_calendar": Asked(),
    "company_calendar_table": Asked(),
    "company_calendar_preview": Asked(sent=_always(days="8/12〜8/15", half="day"), refused=_always(days="夏")),
    "company_calendar_paste": Asked(sent=_always(text="日付,名前\n8/12〜8/15,夏季休業"), refused=_always(text="夏,x")),
    "company_calendar_add": Asked(sent=_always(text="8/12〜8/15,夏季休業"), refused=_always(text="夏,x")),
    "company_calendar_remove": Asked(sent=_always(day="2026-12-28"), before=lambda house: house.closed(28)),
    "departments": Asked(),
    "department_add": Asked(sent=_always(name="法務", position="3"), refused=_always(name="")),
    "department": Asked(_department),
    "department_change": Asked(_department, sent=_always(name="設計一部", position="3"), refused=_always(name="")),
    "department_remove": Asked(lambda house: {"pk": house.office.情シス.pk}),
    "people": Asked(),
    "person_new": Asked(),
    "person_add": Asked(sent=_always(name="新田 一郎", role="employee"), refused=_always(name="", role="employee")),
    "people_paste": Asked(),
    "people_paste_preview": Asked(sent=_always(text=TABLE), refused=_always(text="")),
    "people_paste_confirm": Asked(sent=_table_seen, refused=_always(text="")),
    "person": Asked(_person),
    "person_change": Asked(_person, sent=_always(name="小林 真帆子"), refused=_always(name="")),
    "person_leave": Asked(_person, sent=_always(on="2026-12-31"), refused=_always(on="いつか")),
    "person_invite": Asked(_person),
    "person_uninvite": Asked(_always(code="foreman"), before=lambda house: house.invitation()),
    "role_give": Asked(_person, sent=_always(name="office"), refused=_always(name="king")),
    "role_end": Asked(_person, sent=lambda house: {"role": str(house.role.pk)}),
    "person_device_revoke": Asked(_always(code="nishino"), sent=lambda house: {"device": str(house.device.pk)}),
    "posting_preview": Asked(_person, sent=_transfer, refused=_always(since="いつか")),
    "posting_add": Asked(_person, sent=_transfer, refused=_always(since="2026-11-17")),
    "posting": Asked(_posting),
    "posting_take_back": Asked(_posting),
    "clearances": Asked(),
    "clearance_give": Asked(
        sent=_always(person="kobayashi", clearance="people"), refused=_always(person="", clearance="")
    ),
    "clearance_confirm": Asked(lambda house: {"code": house.grant.code}),
    "clearance_revoke": Asked(lambda house: {"code": house.grant.code}),
    "seals": Asked(),
    "seal_make": Asked(sent=_always(label="夏の賞与", until="2027-06-30"), refused=_always(label="", until="")),
    "seal_lift": Asked(lambda house: {"code": house.seal.code}),
    "absences": Asked(),
    "absence_ahead": Asked(
        sent=_always(who="nishino", first="11/24", last="12/4", half="day"), refused=_always(first="いつか")
    ),
    "absence_add": Asked(
        sent=_always(who="nishino", first="11/24", last="12/4", half="day"), refused=_always(first="いつか")
    ),
    "absence_take_back": Asked(sent=lambda house: {"absence": str(house.absence.pk)}),
    "working_days_set": Asked(sent=_always(who="nishino", weekdays="0"), refused=_always(weekdays="9")),
    # 予定
    "feeds": Asked(),
    "feed_make": Asked(sent=_always(kind="own", remind="morning"), refused=_always(kind="own", remind="days")),
    "feed_revoke": Asked(lambda house: {"code": house.feed().code}),
    "feed_calendar": Asked(lambda house: {"secret": house.feed_secret()}),
    "plan_csv": Asked(),
    "plan_yaml": Asked(),
    "happenings": Asked(),
    "happening_new": Asked(_arrival),
    "happening_preview": Asked(_arrival, sent=_always(on_hire_date="R8.12.1"), refused=NO_DAY),
    "happening_add": Asked(_arrival, sent=_always(on_hire_date="R8.12.1", person="kobayashi"), refused=NO_DAY),
    "happening": Asked(_happening),
    "happening_moves": Asked(_happening, sent=_always(on_hire_date="R8.12.2"), refused=NO_DAY),
    "happening_change": Asked(_happening, sent=_another_day, refused=NO_DAY),
    "happening_take_back": Asked(_happening),
    "happening_put_back": Asked(_happening),
    "milestones": Asked(),
    # はじめての設定
    "begin": Asked(_always(token="t" * 43), sent=_always(name="株式会社ためし")),
    "begin_company": Asked(),
    "begin_answer": Asked(sent=_always(kind="corporation", **PAY), refused=_always(employees="-1", **PAY)),
    "begin_deadlines": Asked(),
    "begin_deadlines_confirm": Asked(),
    "begin_duty_off": Asked(_duty, sent=_always(reason="給与を払っていない"), refused=_always(reason=" ")),
    "begin_duty_on": Asked(_duty, before=_without_duty),
    "begin_duty_tell": Asked(
        _always(duty="freon_kani"), sent=_always(last_on="2026-10-01"), refused=_always(last_on="2月30日")
    ),
    "begin_bank": Asked(),
    "begin_bank_save": Asked(
        sent=_always(days_before="3", until="17:00"),
        refused=_always(days_before="other", other_days="百", until="17:00"),
    ),
    "begin_procedure": Asked(),
    "begin_procedure_take": Asked(sent=_always(key="monthly_closing"), refused=_always(key="")),
    "begin_invite": Asked(),
    "begin_invite_send": Asked(sent=_always(name="新田 一郎", address="nitta@kodachi.example", role="office")),
    "begin_finish": Asked(),
    "begin_put_away": Asked(),
    # 記録・控え・さがす
    "record": Asked(),
    "record_export": Asked(),
    "record_verify": Asked(),
    "record_entry": Asked(lambda house: {"key": house.entry().key}),
    "record_black_out": Asked(
        lambda house: {"key": house.entry().key}, sent=_always(reason="名前があった"), refused=NO_REASON
    ),
    "backup": Asked(),
    "backup_take": Asked(),
    "search": Asked(),
    "healthz": Asked(),
}

"""人と工程: one run for many people: who stands in it, ticking many at once, and what waits for whom."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from urakata.core.flow import State
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import operator
from urakata.features.company.models import Person
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, gates, many, rows, sideways
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run, Subject, Task
from urakata.formats.procedures import read

YEAR_END = """
key: year_end
title: 年末調整
department: 労務
clearance: pay
subjects: {ledger: people, where: employed}
steps:
  - {key: prepare, title: 用意する, checks: [{key: forms, text: 様式の数, kind: number}]}
  - key: collect
    title: 集める
    per: subject
    needs: [prepare]
    who: {subject: each}
    checks: [{key: got, text: 届いた}]
  - {key: examine, title: 検める, per: subject, needs: [collect], checks: [{key: seen, text: 見た}]}
  - {key: amount, title: 額を写す, per: subject, needs: [examine], checks: [{key: sum, text: 額, kind: number}]}
  - {key: compute, title: 計算する, needs: [amount]}
"""

TICKED = {"step": "collect", "whole": "1", "shown": "got", "check-got": "1"}


def opened(text, by, at, key="year_end", on=date(2026, 12, 25)) -> Run:
    outline, mistakes = read(text)
    assert not mistakes
    import_outline(outline, reason="はじめの版", by=operator(at.date()), at=at)
    return open_by_hand(Procedure.objects.get(key=key), anchor_on=on, by=by, at=at)


@pytest.fixture
def cast(office, viewer_of):
    return SimpleNamespace(
        **{key: viewer_of(getattr(office, key)) for key in ("saeki", "morita", "nishino", "kobayashi")}
    )


@pytest.fixture
def run(cast, at):
    return opened(YEAR_END, cast.saeki, at)


@pytest.fixture
def head(run):
    return lambda number: run.line().get(number=number)


@pytest.fixture
def begun(run, head, cast, at):
    doing.finish(head(1), {"forms": "7"}, by=cast.saeki, at=at)
    return run


def cell(run, number, name) -> Task:
    return run.cells().select_related("run", "head", "subject").get(number=number, subject__name__startswith=name)


def states(run, name) -> list[str]:
    return list(run.cells().filter(subject__name__startswith=name).order_by("number").values_list("state", flat=True))


def everybody(run) -> list[Subject]:
    return list(run.subjects.filter(left_at=None))


def test_those_employed_on_the_day_stand_in_the_grid_and_nobody_from_outside(run, office):
    names = set(run.subjects.values_list("person__code", flat=True))

    assert names == {"morita", "saeki", "nishino", "foreman", "kobayashi", "owner"}
    assert run.cells().count() == 6 * 3
    assert run.line().count() == 5


def test_who_leaves_before_the_day_is_not_called(office, cast, at):
    Person.objects.filter(code="kobayashi").update(leaves_on=date(2026, 12, 24))
    Person.objects.filter(code="foreman").update(hired_on=date(2026, 12, 26))
    Person.objects.filter(code="nishino").update(leaves_on=date(2026, 12, 25), hired_on=date(2026, 12, 25))

    run = opened(YEAR_END, cast.saeki, at)

    assert set(run.subjects.values_list("person__code", flat=True)) == {"morita", "saeki", "nishino", "owner"}


def test_nobody_is_asked_before_the_step_of_the_run_is_done(run, begun, cast, at):
    assert states(run, "小林") == ["now", "todo", "todo"]


def test_each_goes_on_alone_and_the_step_of_the_run_waits_for_all(begun, head, cast, at):
    doing.finish(cell(begun, 2, "小林"), {"got": "1"}, by=cast.kobayashi, at=at)

    assert states(begun, "小林") == ["done", "now", "todo"]
    assert states(begun, "佐伯") == ["now", "todo", "todo"]
    assert (head(2).state, head(2).cells_passed, head(2).cell_count) == ("now", 1, 6)
    assert head(5).state == "todo"


def test_many_are_ticked_in_one_act_with_one_line_of_the_record(begun, head, cast, at):
    from urakata.common.audit.models import Entry

    before = Entry.objects.count()

    assert many.finish(head(2), everybody(begun), by=cast.saeki, at=at) == 6

    assert Entry.objects.count() == before + 1
    assert head(2).state == "done"
    assert head(2).done_by_id == cast.saeki.person_id
    assert set(begun.cells().filter(number=3).values_list("state", flat=True)) == {"now"}
    assert cell(begun, 2, "小林").answers["got"]["value"] == "1"


def test_if_one_of_them_cannot_follow_nobody_does(begun, head, cast, at):
    doing.finish(cell(begun, 2, "小林"), {"got": "1"}, by=cast.kobayashi, at=at)

    with pytest.raises(NotAllowed) as refusal:
        many.finish(head(2), everybody(begun), by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.NOT_ALL]
    assert refusal.value.facts["names"] == ["小林 真帆"]
    assert begun.cells().filter(number=2, state=State.DONE).count() == 1


def test_a_figure_is_never_said_of_many(begun, head, cast, at):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)
    many.finish(head(3), everybody(begun), by=cast.saeki, at=at)

    with pytest.raises(NotAllowed) as refusal:
        many.finish(head(4), everybody(begun), by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.ONE_BY_ONE]


def test_another_of_the_office_takes_the_step_over_before_ticking_it(begun, head, cast, at):
    with pytest.raises(NotAllowed):
        many.finish(head(2), everybody(begun), by=cast.morita, at=at)

    sideways.take_over(head(2), by=cast.morita, at=at)

    assert many.finish(head(2), everybody(begun), by=cast.morita, at=at) == 6


def test_whoever_has_no_clearance_ticks_nothing(begun, head, cast, at):
    with pytest.raises(NotAllowed):
        many.finish(head(2), everybody(begun), by=cast.nishino, at=at)


def test_the_run_ends_when_the_last_person_is_through(begun, head, cast, at):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)
    many.finish(head(3), everybody(begun), by=cast.saeki, at=at)
    many.skip(head(4), everybody(begun), reason="今年は写さない", by=cast.saeki, at=at)

    assert (head(4).state, head(4).reason) == ("not_applicable", "今年は写さない")
    assert head(5).state == "now"
    doing.finish(head(5), by=cast.saeki, at=at)
    begun.refresh_from_db()
    assert (begun.finished_at, begun.finished_by_id) == (at, cast.saeki.person_id)


def test_what_was_done_for_many_is_taken_back_at_once(begun, head, cast, at):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)

    many.undo(head(2), everybody(begun), by=cast.saeki, at=at + timedelta(minutes=29))

    assert (head(2).state, head(3).state) == ("now", "todo")
    assert states(begun, "小林") == ["now", "todo", "todo"]


def test_one_of_whom_somebody_went_on_keeps_all_of_them(begun, head, cast, at):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)
    doing.finish(cell(begun, 3, "小林"), {"seen": "1"}, by=cast.saeki, at=at + timedelta(minutes=1))

    with pytest.raises(NotAllowed) as refusal:
        many.undo(head(2), everybody(begun), by=cast.saeki, at=at + timedelta(minutes=2))

    assert refusal.value.facts["names"] == ["小林 真帆"]
    assert head(2).state == "done"


def test_what_another_row_did_keeps_nobody_from_undoing(begun, head, cast, at):
    doing.finish(cell(begun, 2, "小林"), {"got": "1"}, by=cast.kobayashi, at=at)
    doing.finish(cell(begun, 2, "西野"), {"got": "1"}, by=cast.nishino, at=at + timedelta(minutes=1))

    sideways.undo(cell(begun, 2, "小林"), by=cast.kobayashi, at=at + timedelta(minutes=2))

    assert states(begun, "小林") == ["now", "todo", "todo"]
    assert states(begun, "西野") == ["done", "now", "todo"]


def test_a_step_of_the_run_is_not_undone_once_somebody_answered(begun, head, cast, at):
    doing.finish(cell(begun, 2, "小林"), {"got": "1"}, by=cast.kobayashi, at=at + timedelta(minutes=1))

    with pytest.raises(NotAllowed) as refusal:
        sideways.undo(head(1), by=cast.saeki, at=at + timedelta(minutes=2))

    assert refusal.value.problems == [Problem.ACTED_ON]


def test_done_again_from_a_step_of_the_run_every_row_begins_anew(begun, head, cast, at):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)

    sideways.redo(head(1), reason="様式を取り違えた", by=cast.saeki, at=at)

    assert head(1).state == "now"
    assert set(begun.cells().values_list("state", flat=True)) == {"todo"}
    assert head(2).state == "todo"


def test_done_again_in_one_row_the_others_stay(begun, head, cast, at):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)
    many.finish(head(3), everybody(begun), by=cast.saeki, at=at)

    sideways.redo(cell(begun, 2, "小林"), reason="証明書が後から来た", by=cast.saeki, at=at)

    assert states(begun, "小林") == ["now", "todo", "todo"]
    assert states(begun, "西野") == ["done", "done", "now"]
    assert (head(2).state, head(2).cells_passed) == ("now", 5)


def test_a_head_is_never_finished_by_itself(begun, head, cast, at):
    with pytest.raises(NotAllowed) as refusal:
        doing.finish(head(2), {"got": "1"}, by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.BY_SUBJECT]


def test_who_is_taken_out_keeps_what_was_done_and_comes_back_where_it_was(begun, head, cast, at, office):
    doing.finish(cell(begun, 2, "小林"), {"got": "1"}, by=cast.kobayashi, at=at)
    row = begun.subjects.get(person=office.kobayashi)

    rows.take_out(begun, [row], reason="12月に退社", by=cast.saeki, at=at)
    assert states(begun, "小林") == ["done", "not_applicable", "not_applicable"]
    assert cell(begun, 3, "小林").reason == "12月に退社"

    rows.add(begun, [office.kobayashi], by=cast.saeki, at=at)
    assert states(begun, "小林") == ["done", "now", "todo"]


def test_the_last_one_taken_out_lets_the_run_go_on(begun, head, cast, at):
    many.finish(head(2), [row for row in everybody(begun) if row.name != "小林 真帆"], by=cast.saeki, at=at)

    rows.take_out(
        begun, [row for row in everybody(begun) if row.name == "小林 真帆"], reason="退社", by=cast.saeki, at=at
    )

    assert head(2).state == "done"


def test_somebody_added_late_opens_the_step_again(begun, head, cast, at, office):
    many.finish(head(2), everybody(begun), by=cast.saeki, at=at)
    later = Person.objects.create(code="newone", name="新井 陽", hired_on=date(2026, 12, 1))

    rows.add(begun, [later], ["協力会社 北斗"], by=cast.saeki, at=at)

    assert (head(2).state, head(2).cell_count) == ("now", 8)
    assert states(begun, "新井") == ["now", "todo", "todo"]
    assert cell(begun, 2, "協力会社").assignee_id is None


def test_more_than_a_grid_holds_is_refused_with_a_sentence(cast, at):
    Person.objects.bulk_create(Person(code=f"p{n}", name=f"人 {n}") for n in range(10_000))
    outline, _ = read(YEAR_END)
    import_outline(outline, reason="はじめの版", by=operator(at.date()), at=at)

    with pytest.raises(NotAllowed) as refusal:
        open_by_hand(Procedure.objects.get(key="year_end"), anchor_on=date(2026, 12, 25), by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.TOO_MANY_SUBJECTS]
    assert refusal.value.facts == {"count": 10_006, "most": 2_000}
    assert not Run.objects.exists()


def test_without_anybody_the_step_waits_and_may_be_left_out(office, cast, at):
    run = opened(YEAR_END.replace("subjects: {ledger: people, where: employed}\n", ""), cast.saeki, at)
    doing.finish(run.line().get(number=1), {"forms": "7"}, by=cast.saeki, at=at)
    assert run.line().get(number=2).state == "now"

    sideways.skip(run.line().get(number=2), reason="今年はいない", by=cast.saeki, at=at)

    assert run.line().get(number=3).state == "now"


GATED = """
key: year_end
title: 年末調整
department: 労務
subjects: {ledger: people, where: employed}
steps:
  - {key: collect, title: 集める, per: subject, gate: {kind: second_person}}
  - {key: pay, title: 精算する, per: subject}
  - {key: compute, title: 計算する}
"""


def test_a_gate_holds_its_own_row_and_the_steps_of_the_run(cast, at):
    run = opened(GATED, cast.saeki, at)
    doing.finish(cell(run, 1, "小林"), by=cast.saeki, at=at)
    assert states(run, "小林") == ["waiting", "todo"]

    with pytest.raises(NotAllowed) as refusal:
        gates.confirm(cell(run, 1, "小林"), by=cast.saeki, at=at)
    assert refusal.value.problems == [Problem.OWN_WORK]
    gates.confirm(cell(run, 1, "小林"), by=cast.morita, at=at)

    assert states(run, "小林") == ["done", "now"]
    assert states(run, "西野") == ["now", "todo"]
    assert run.line().get(number=3).state == "todo"


BRANCHING = """
key: year_end
title: 年末調整
department: 労務
subjects: {ledger: people, where: employed}
steps:
  - {key: ask, title: 聞く, per: subject, checks: [{key: loan, text: 住宅ローン, kind: choice, choices: [ある, ない]}]}
  - {key: loan, title: 残高証明, per: subject, needs: [ask], when: {check: ask.loan, is: "=", value: ある}}
  - {key: compute, title: 計算する, needs: [loan]}
"""


def test_an_answer_decides_for_that_person_only(cast, at):
    run = opened(BRANCHING, cast.saeki, at)

    doing.finish(cell(run, 1, "小林"), {"loan": "ない"}, by=cast.saeki, at=at)
    doing.finish(cell(run, 1, "西野"), {"loan": "ある"}, by=cast.saeki, at=at)

    assert states(run, "小林") == ["done", "not_applicable"]
    assert states(run, "西野") == ["done", "now"]
    assert states(run, "佐伯") == ["now", "todo"]


def test_no_step_of_the_run_looks_at_what_one_person_answered(cast, at):
    _, mistakes = read(
        BRANCHING.replace("needs: [loan]}", "needs: [loan], when: {check: ask.loan, is: '=', value: ある}}")
    )

    assert [mistake.code for mistake in mistakes] == ["when_unknown_check"]


def test_the_page_shows_who_is_not_through_first_and_asks_few_questions(
    begun, head, cast, at, django_assert_max_num_queries
):
    many.finish(
        head(2), [row for row in everybody(begun) if row.name in {"佐伯 悠", "西野 千尋"}], by=cast.saeki, at=at
    )

    with django_assert_max_num_queries(14):
        page = queries.grid_page(cast.saeki, begun, queries.Looked(number=2))

    assert [(group.kind, group.count) for group in page.groups] == [("open", 4), ("done", 2)]
    assert (page.people, page.waiting, page.focus.done, page.focus.of) == (6, 4, 2, 6)
    assert len(page.columns) == 3


def test_the_page_is_narrowed_to_a_department(begun, head, cast, office):
    page = queries.grid_page(cast.saeki, begun, queries.Looked(number=2, department=office.design.pk))

    assert {row.subject.name for row in page.rows} == {"長谷川 剛", "小林 真帆"}


def test_cells_of_the_office_stand_in_no_list_but_their_step_does(begun, cast, at):
    many.finish(begun.line().get(number=2), everybody(begun), by=cast.saeki, at=at)

    mine = list(queries.in_hand(cast.saeki))

    assert [(task.number, task.subject_id) for task in mine] == [(3, None)]


def test_a_person_finds_the_own_cell_in_the_window_and_nobody_elses(begun, browser_of, office, at):
    client = browser_of(office.kobayashi)
    own, other = cell(begun, 2, "小林"), cell(begun, 2, "西野")

    page = client.get("/window/").content.decode()
    assert f"/window/{begun.code}/{own.address}/" in page
    assert client.get(f"/window/{begun.code}/{own.address}/").status_code == 200
    assert client.get(f"/window/{begun.code}/{other.address}/").status_code == 404
    assert client.get(f"/window/{begun.code}/2/").status_code == 404
    assert client.get(f"/runs/{begun.code}/grid/").status_code == 404

    answer = client.post(
        f"/runs/{begun.code}/tasks/{own.address}/finish/",
        {"step": "collect", "whole": "1", "shown": "got", "check-got": "1"},
    )
    assert answer.status_code == 302
    assert states(begun, "小林") == ["done", "now", "todo"]
    assert (
        client.post(f"/runs/{begun.code}/tasks/{other.address}/finish/", {"whole": "1", "check-got": "1"}).status_code
        == 404
    )


def test_in_the_office_without_clearance_the_own_cell_opens_and_the_run_does_not(begun, browser_of, office):
    client = browser_of(office.nishino)
    own = cell(begun, 2, "西野")

    assert client.get(f"/window/{begun.code}/{own.address}/").status_code == 200
    assert client.get(f"/runs/{begun.code}/").status_code == 404
    assert client.get(f"/runs/{begun.code}/grid/").status_code == 404
    answer = client.post(
        f"/runs/{begun.code}/tasks/{own.address}/finish/",
        {"step": "collect", "whole": "1", "shown": "got", "check-got": "1"},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/window/")


def test_the_grid_is_ticked_from_its_page(begun, browser_of, office):
    client = browser_of(office.saeki)
    codes = [row.code for row in everybody(begun)][:2]

    assert client.get(f"/runs/{begun.code}/grid/").status_code == 200
    answer = client.post(f"/runs/{begun.code}/grid/finish/", {"at": 2, "who": codes, "step": 2})

    assert (answer.status_code, answer["Location"]) == (302, f"/runs/{begun.code}/grid/?step=2")
    assert begun.cells().filter(number=2, state="done").count() == 2
    refused = client.post(f"/runs/{begun.code}/grid/finish/", {"at": 2, "who": codes, "step": 2})
    assert refused.status_code == 422
    assert "もう済んでいます" in refused.content.decode() or "先に" in refused.content.decode()


def test_all_who_are_not_through_are_ticked_though_the_page_shows_fewer(begun, browser_of, office, head):
    answer = browser_of(office.saeki).post(
        f"/runs/{begun.code}/grid/finish/", {"at": 2, "everybody": "1", "step": 2, "dept": office.design.pk}
    )

    assert answer.status_code == 302
    assert set(begun.cells().filter(number=2, state="done").values_list("subject__name", flat=True)) == {
        "長谷川 剛",
        "小林 真帆",
    }


def test_the_table_goes_out_as_csv_and_workbook(begun, browser_of, office):
    client = browser_of(office.saeki)

    text = client.get(f"/runs/{begun.code}/grid/table/?as=csv").content.decode("utf-8-sig")
    book = client.get(f"/runs/{begun.code}/grid/table/").content

    assert text.splitlines()[0] == "名前,部署,2 集める,3 検める,4 額を写す,備考"
    assert "小林 真帆,設計部,いまここ,まだ,まだ," in text
    assert book[:2] == b"PK"


@pytest.mark.parametrize("path", ["", "?step=99999&dept=9999&only=1&page=1000", "?step=x&dept=%00&page=-1", "print/"])
def test_the_page_stands_whatever_is_asked(begun, browser_of, office, path):
    assert browser_of(office.saeki).get(f"/runs/{begun.code}/grid/{path}").status_code == 200


NEWER = (
    YEAR_END[: YEAR_END.index("  - {key: amount")]
    + """
  - {key: call, title: 電話で聞く, per: subject, needs: [examine]}
  - {key: compute, title: 計算する, needs: [call]}
"""
)


def test_a_grid_follows_a_newer_edition_cell_by_cell(begun, head, cast, at, office):
    from urakata.features.procedures.actions import publish
    from urakata.features.runs.actions import moving, papers

    doing.finish(cell(begun, 2, "小林"), {"got": "1"}, by=cast.kobayashi, at=at)
    paper = papers.attach(cell(begun, 3, "小林"), "証明書.pdf", b"%PDF-1.4 x", by=cast.saeki, at=at)
    rows.take_out(begun, list(begun.subjects.filter(person=office.nishino)), reason="休職", by=cast.saeki, at=at)
    outline, mistakes = read(NEWER.replace("title: 検める", "title: 不備を見る"))
    assert not mistakes
    found = Procedure.objects.get(key="year_end")
    newer = publish(found, outline, base=1, reason="見直し", by=cast.saeki, at=at)

    moving.move(begun, newer, seen=1, by=cast.saeki, at=at)

    done, looked = cell(begun, 2, "小林"), cell(begun, 3, "小林")
    assert (done.state, done.edition_id != newer.pk) == ("done", True)
    assert (looked.title, looked.state, looked.edition_id) == ("不備を見る", "now", newer.pk)
    assert queries.step_page(cast.saeki, looked, [], [], at).other_files == [paper]
    assert [(task.title, task.state) for task in begun.line()] == [
        ("用意する", "done"), ("集める", "now"), ("不備を見る", "now"), ("額を写す", "not_applicable"),
        ("電話で聞く", "todo"), ("計算する", "todo"),
    ]  # fmt: skip
    assert begun.cells().filter(title="電話で聞く").count() == 5
    rows.add(begun, [office.nishino], by=cast.saeki, at=at)
    assert begun.cells().filter(title="電話で聞く").count() == 6


def test_a_paper_of_a_cell_opens_to_its_person_and_the_office_and_nobody_else(begun, cast, browser_of, office, at):
    from urakata.features.runs.actions import papers

    paper = papers.attach(cell(begun, 2, "小林"), "証明書.pdf", b"%PDF-1.4 x", by=cast.kobayashi, at=at)
    address = f"/runs/{begun.code}/evidence/{paper.code}/"

    answers = {name: browser_of(getattr(office, name)).get(address).status_code for name in ASKING}
    assert answers == {"kobayashi": 200, "saeki": 200, "morita": 200, "nishino": 404, "foreman": 404, "ohashi": 404}


ASKING = ("kobayashi", "saeki", "morita", "nishino", "foreman", "ohashi")


def test_no_reason_keeps_a_personal_number(begun, head, cast, at):
    number = "123456789018"
    refused = [
        lambda: sideways.redo(head(1), reason=f"番号 {number}", by=cast.saeki, at=at),
        lambda: many.skip(head(2), everybody(begun), reason=number, by=cast.saeki, at=at),
        lambda: rows.take_out(begun, everybody(begun), reason=number, by=cast.saeki, at=at),
        lambda: sideways.skip(head(5), reason=number, by=cast.saeki, at=at),
    ]

    for act in refused:
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert refusal.value.problems == [Problem.PERSONAL_NUMBER]


def test_ten_thousand_names_pasted_are_refused_with_a_sentence(begun, browser_of, office):
    names = "\n".join(f"協力会社 {n}" for n in range(10_000))

    answer = browser_of(office.saeki).post(f"/runs/{begun.code}/grid/add/", {"names": names})

    assert answer.status_code == 422
    assert "対象が10,006名になります。一つの表に入るのは2,000名までです。" in answer.content.decode()
    assert begun.subjects.count() == 6

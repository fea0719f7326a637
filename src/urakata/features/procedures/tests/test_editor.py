"""書く頁: rows, card, head, text and publishing, each as a plain form."""

import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import quote

import pytest
from django.urls import reverse

from urakata.core.outline import CheckKind, GateKind, Outline, Step
from urakata.core.outline_rows import rows as rows_of
from urakata.features.procedures import queries
from urakata.features.procedures.models import Draft, Edition
from urakata.features.procedures.tests.conftest import PAYROLL
from urakata.features.procedures.wording import flaws
from urakata.formats import procedures as files

HTMX = {"HX-Request": "true"}


@pytest.fixture
def saeki(office, browser_of):
    return browser_of(office.saeki)


@pytest.fixture
def to(shelf):
    return lambda name: reverse(f"procedure_{name}", args=[shelf.payroll.code])


@pytest.fixture
def now(shelf, office, viewer_of):
    return lambda: queries.draft_outline(viewer_of(office.saeki), shelf.payroll)


def sent(rows=None, **more):
    rows = rows_of(PAYROLL) if rows is None else rows
    lists = {name: [str(getattr(row, name)) for row in rows] for name in ("kind", "key", "text")}
    return {**lists, "seen": "0", "base": "1", **more}


def card(**more):
    checks = {f"check_{name}": [] for name in ("key", "text", "kind", "required", "choices", "against", "spot")}
    return {"step": "calculate", "title": "計算する", "seen": "0", "base": "1", "needs": "before", **checks, **more}


def one_check(text, kind="tick", key="", required="required", choices="", spot=""):
    said = {
        "key": key,
        "text": text,
        "kind": kind,
        "required": required,
        "choices": choices,
        "against": "",
        "spot": spot,
    }
    return {f"check_{name}": [value] for name, value in said.items()}


def test_it_begins_with_the_published_outline(saeki, to):
    page = saeki.get(to("edit")).content.decode()

    assert "前月との差を説明する" in page
    assert "違いはありません" in page
    assert Draft.objects.count() == 0


def test_a_row_written_without_javascript_is_kept(saeki, to, now):
    new = [*rows_of(PAYROLL), replace(rows_of(PAYROLL)[0], key="", text="明細を配る")]

    answer = saeki.post(to("rows"), sent(new))

    assert answer.status_code == 302
    assert [step.title for step in now().steps] == ["計算する", "前月との差を説明する", "明細を配る"]


@pytest.mark.parametrize(
    ("act", "row", "titles"),
    [
        ("down", 0, ["前月との差を説明する", "計算する"]),
        ("up", 2, ["前月との差を説明する", "計算する"]),
        ("remove", 2, ["計算する"]),
        ("in", 2, ["計算する"]),
        ("out", 1, ["計算する", "総支給額", "前月との差を説明する"]),
        ("up", 99, ["計算する", "前月との差を説明する"]),
    ],
)
def test_buttons_do_what_keys_do(saeki, to, now, act, row, titles):
    saeki.post(to("rows"), sent(do=act, at=str(row)))

    assert [step.title for step in now().steps] == titles


def test_a_branch_is_written_as_one_sentence(saeki, to, now):
    rows = rows_of(PAYROLL)
    rows.insert(2, replace(rows[0], key="s-1", text="もし入社があるなら 2へ"))

    answer = saeki.post(to("rows"), sent(rows), headers=HTMX)

    made = now()
    assert "もし〈入社がある〉なら 工程2へ" in answer.content.decode()
    assert made.steps[1].when.value == "ある"
    assert made.steps[0].checks[-1].choices == ("ある", "ない")


def test_a_branch_that_leads_nowhere_is_told_and_its_words_are_kept(saeki, to, now):
    rows = [*rows_of(PAYROLL), replace(rows_of(PAYROLL)[0], key="s-1", text="もし入社があるなら 9へ")]

    answer = saeki.post(to("rows"), sent(rows), headers=HTMX)

    kept = json.loads(unescape(re.search('data-kept="([^"]+)"', answer.content.decode())[1]))
    (told,) = kept["problems"].values()
    assert "その番号の工程はまだありません" in told
    assert now().steps[-1].title == "もし入社があるなら 9へ"


def test_htmx_gets_only_the_parts(saeki, to):
    answer = saeki.post(to("rows"), sent(), headers=HTMX)

    page = answer.content.decode()
    assert 'id="ed-patch"' in page
    assert "<html" not in page
    assert 'name="seen" value="1"' in page


@pytest.mark.parametrize("broken", [{"kind": ["step"]}, {"kind": ["nothing"] * 3}, {"key": []}])
def test_rows_that_do_not_belong_together_are_refused(saeki, to, broken):
    assert saeki.post(to("rows"), sent() | broken).status_code == 404


def test_the_card_says_everything_of_a_step(saeki, to, now):
    words = card(
        title="総支給額を計算する",
        why="暮らしに届く",
        how="給与ソフトで計算する",
        who="outside:",
        who_name="社労士",
        due_from="anchor",
        due_offset="５",
        due_unit="business_days",
        due_side="before",
        minutes="1,5 分",
        gate="blind",
        gate_of="gross",
        evidence="賃金台帳\n\n前月比較表",
        pitfalls="締めのあとの残業",
        place="1",
        **one_check("総支給額", "number", "gross", spot="6"),
    )

    answer = saeki.post(to("step"), words)

    step = now().steps[0]
    assert answer.status_code == 302
    assert (step.title, step.why, step.who.name, step.place) == (
        "総支給額を計算する",
        "暮らしに届く",
        "社労士",
        "office",
    )
    assert (step.due.origin, step.due.offset, step.minutes) == ("anchor", -5, 15)
    assert (step.gate.kind, step.gate.of) == (GateKind.BLIND, "gross")
    assert step.evidence == ("賃金台帳", "前月比較表")
    assert (step.checks[0].kind, step.checks[0].spot) == (CheckKind.NUMBER, 6)


def test_a_condition_is_chosen_from_the_answers_before(saeki, to, now):
    page = saeki.get(to("edit") + "?step=compare").content.decode()
    saeki.post(
        to("step"), card(step="compare", title="説明する", when="calculate.gross", when_is=">", when_value="1,000")
    )

    when = now().steps[1].when
    assert 'value="calculate.gross"' in page
    assert (when.check, when.comparison.value, when.value) == ("calculate.gross", ">", 1000)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("minutes", "たくさん", "1〜4800の数"),
        ("due_offset", "999999", "0〜500の数"),
        ("ask", "日本語", "様式の鍵は半角"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_as_it_was(saeki, to, now, field, value, sentence):
    answer = saeki.post(to("step"), card(due_from="anchor", **{field: value}))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert now().steps[0].minutes in (30, None)
    assert now().steps[0].title == "計算する"


def test_the_head_says_when_it_comes_round(saeki, to, now):
    words = {
        "title": "給与計算",
        "department": "労務",
        "clearance": "pay",
        "seen": "0",
        "base": "1",
        "subjects": "employed",
    }

    saeki.post(
        to("head"), words | {"every": "month", "on": "business_day", "on_number": "第３営業日", "open_before": "10"}
    )
    made = now()
    wrong = saeki.post(to("head"), words | {"every": "week", "on": "month_day", "on_number": "3/31"})

    assert (made.cadence.business_day, made.opening.before, made.subjects_where) == (3, 10, "employed")
    assert wrong.status_code == 422
    assert "この周期では選べない日です" in wrong.content.decode()


def test_a_clearance_that_is_not_ones_own_is_not_set(saeki, to, now):
    saeki.post(to("head"), {"title": "給与計算", "department": "経理", "clearance": "board", "seen": "0", "base": "1"})

    assert (now().clearance, now().department) == ("pay", "労務")


def test_two_who_write_are_told_of_each_other_and_where(saeki, to, office, browser_of):
    saeki.post(to("step"), card(why="まだ途中"))

    page = browser_of(office.morita).get(to("edit")).content.decode()

    assert "佐伯さんも書いています" in page
    assert "いま工程1を書いています" in page
    assert "まだ途中" not in page


def test_publishing_works_without_javascript(saeki, to, shelf):
    saeki.post(to("step"), card(minutes="45", needs="none", **one_check("総支給額", "number", "gross")))

    answer = saeki.post(to("publish"), {"seen": "2", "reason": "量ったため"}, follow=True)

    assert "第2版を公開しました" in answer.content.decode()
    assert queries.outline(Edition.objects.get(procedure=shelf.payroll, number=2).pk).steps[0].minutes == 45


def test_what_does_not_fit_together_is_told_before_publishing(saeki, to):
    saeki.post(to("step"), card(minutes="45"))  # without its figure, which the blind gate re-enters

    answer = saeki.post(to("publish"), {"seen": "2", "reason": "量ったため"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "「見ないで入れる」数字が、ここまでの工程にありません" in page
    assert Edition.objects.filter(number=2).count() == 0


def test_a_refusal_keeps_the_reason_and_the_draft(saeki, to):
    saeki.post(to("step"), card(needs="none", **one_check("総支給額", "number", "gross")))

    answer = saeki.post(to("publish"), {"seen": "2", "reason": "理" * 300})

    assert answer.status_code == 422
    assert "200字まで" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_the_second_of_two_merges_and_publishes(saeki, to, shelf, office, browser_of):
    morita = browser_of(office.morita)
    check = one_check("総支給額", "number", "gross")
    for writer, why in ((saeki, "暮らし"), (morita, "生活")):
        writer.post(to("step"), card(why=why, needs="none", **check))
    saeki.post(to("publish"), {"seen": "2", "reason": "量ったため"})

    told = morita.post(to("publish"), {"seen": "2", "reason": "足りないため"})
    morita.post(to("merge"))
    clashing = morita.post(to("publish"), {"seen": "2", "reason": "足りないため"})
    morita.post(to("settle"), {"clash_step": "calculate", "clash_part": "why", "whose": "theirs"})
    page = morita.get(to("edit")).content.decode()

    assert "ほかの人が新しい版を公開しました" in told.content.decode()
    assert "重なった所が残っています" in clashing.content.decode()
    assert "違いはありません" in page


def test_the_text_is_the_same_draft(saeki, to, now):
    text = files.write(PAYROLL).replace("minutes: 30", "minutes: 45")

    answer = saeki.post(to("text"), {"text": text.replace("\n", "\r\n"), "base": "1", "seen": "0"})

    assert answer.status_code == 302
    assert now().steps[0].minutes == 45


def test_a_text_that_cannot_be_read_is_kept_with_its_mistakes(saeki, to, now):
    answer = saeki.post(to("text"), {"text": "まだ途中: [", "base": "1", "seen": "0"})

    assert answer.status_code == 422
    assert "行目" in answer.content.decode()
    assert "まだ途中: [" in saeki.get(to("text")).content.decode()
    assert now() == PAYROLL


@pytest.mark.parametrize("number", ["-1", "99999999999999999999", "二", ""])
@pytest.mark.parametrize("name", ["rows", "step", "head", "publish", "undo", "text", "merge", "settle"])
def test_no_number_breaks_the_page(saeki, to, name, number):
    words = sent(text="x") | card(seen=number, base=number, at=number) | {"reason": "x"}

    assert saeki.post(to(name), words).status_code < 500


@pytest.mark.parametrize("text", ["\0", "髙𠮷﨑", "あ" * 30_000, "<script>", "もし" * 500])
def test_any_text_is_kept_or_told(saeki, to, now, text):
    rows = [*rows_of(PAYROLL), replace(rows_of(PAYROLL)[0], key="s-1", text=text)]

    assert saeki.post(to("rows"), sent(rows)).status_code == 302
    assert saeki.post(to("step"), card(title=text, how=text, evidence=text, when=text, who=text)).status_code < 500
    assert "<script>" not in saeki.get(to("edit")).content.decode().replace('<script type="module"', "")
    assert "\0" not in str(now())


def test_the_export_is_the_published_text_and_named_after_its_key(shelf, saeki):
    answer = saeki.get(reverse("procedure_export", args=[shelf.payroll.code]))

    assert answer.content.decode() == files.write(PAYROLL)
    assert quote("payroll.yaml") in answer["Content-Disposition"]


def test_a_blank_sheet_becomes_a_procedure(saeki, office, viewer_of):
    begun = saeki.post(reverse("procedure_new"), {"title": "資金繰り表の更新"})
    code = begun.url.split("/")[2]
    rows = [replace(rows_of(PAYROLL)[0], key="", text=text) for text in ("残高を見る", "表に書き入れる")]

    saeki.post(f"/procedures/{code}/edit/rows/", sent(rows, seen="1", base="0"))
    answer = saeki.post(f"/procedures/{code}/publish/", {"seen": "2", "reason": "はじめて書いた"}, follow=True)

    assert "第1版を公開しました" in answer.content.decode()
    found = queries.procedure(viewer_of(office.saeki), code)
    assert [step.title for step in queries.published_outline(found).steps] == ["残高を見る", "表に書き入れる"]


def test_a_blank_sheet_without_a_name_is_asked_for_one(saeki):
    assert (
        "手順の名前を書いてください"
        in saeki.post(reverse("procedure_new"), {"title": " "}, follow=True).content.decode()
    )


def test_a_page_whose_draft_is_gone_stays_with_what_was_typed_and_is_told(saeki, to):
    saeki.post(to("rows"), sent(title="一"))
    draft = saeki.post(to("step"), card(why="一")) and Draft.objects.get()
    saeki.post(to("draft_discard"))

    answer = saeki.post(to("rows"), sent(of=str(draft.pk), seen="2"), headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Reswap"]) == (409, "none")
    assert "別の窓で開き直す" in answer.content.decode()
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("part", ["title", "prepare", "evidence", "pitfalls"])
def test_what_is_too_long_to_be_published_is_told_where_it_stands(part):
    said = "長" * 301
    step = replace(Step("s", "集める"), **{part: said if part == "title" else (said,)})
    outline = Outline("p", "請求", steps=(step,))

    assert files.read(files.write(outline))[1]
    assert [(flaw.step, flaw.number) for flaw in flaws(outline)] == [("s", 1)]
    assert "301字" in flaws(outline)[0].sentence

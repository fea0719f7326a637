"""流れ図: the drawing in its words, on the pages and on paper."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step, Who, WhoKind
from urakata.features.procedures import queries
from urakata.features.procedures.queries import drawn, sheets, templates
from urakata.features.procedures.tests.conftest import outline
from urakata.features.procedures.wording.phrases import in_lines, shortened, wide

SUM = Check("sum", "合計", CheckKind.NUMBER)
ORDER = Outline(
    "order",
    "発注",
    steps=(
        Step("count", "残りを数える", who=Who(WhoKind.DEPARTMENT, "総務"), checks=(SUM,)),
        Step(
            "see",
            "見てもらう",
            needs=("count",),
            when=Condition("count.sum", Comparison.AT_LEAST, 100000),
            gate=Gate(GateKind.SECOND_PERSON),
        ),
        Step("buy", "注文する", who=Who(WhoKind.OUTSIDE, "商店"), needs=("see",)),
    ),
)


@pytest.fixture
def flow():
    return drawn(ORDER, selected="buy")


def test_the_lanes_are_named_by_who_does_the_work(flow):
    assert [(lane.name, lane.looks) for lane in flow.lanes] == [
        ("総務", "lane"), ("だれか", "lane alt"), ("別の人", "lane"), ("商店", "lane out"),
    ]  # fmt: skip


def test_every_box_leads_to_its_step_and_says_its_whole_title(flow):
    assert [(shape.name, shape.link, shape.looks) for shape in flow.shapes] == [
        ("はじめ", "", "nd mk"),
        ("1　残りを数える", "#step-count", "nd"),
        ("合計？", "#step-see", "nd dm"),
        ("2　見てもらう", "#step-see", "nd cont"),
        ("2 の関所　見て確かめる", "#step-see", "nd gate cont"),
        ("3　注文する", "#step-buy", "nd sel"),
        ("おわり", "", "nd mk"),
    ]


def test_the_ways_out_of_a_question_carry_its_answers(flow):
    assert [label.text for label in flow.labels] == ["100,000以上", "100,000より小さい"]


def test_no_words_beside_a_way_out_are_cut_off_at_the_left():
    for template in templates().values():
        for label in drawn(template).labels:
            assert not label.looks or float(label.x) > 12 * wide(label.text), (template.title, label.text)


def test_the_same_can_be_read_as_text(flow):
    said = [(line.lane, line.number, line.said, line.notes) for line in flow.text]

    assert said == [
        ("総務", 1, "残りを数える", []),
        ("", 0, "もし「合計」が100,000以上なら工程2へ、そうでなければ工程3へ進みます。", []),
        ("だれか", 2, "見てもらう", []),
        ("別の人", 0, "関所：別の人が見て確かめる。済むまで先へ進みません。合わなければ工程2へ差し戻します。", []),
        ("商店", 3, "注文する", []),
    ]


def test_a_link_of_ones_own_carries_the_key_of_the_step():
    strange = Outline("k", "k", steps=(Step('a"b', "あ"),))

    assert drawn(strange, link="?step={key}").shapes[1].link == "?step=a%22b"


def test_a_draft_without_steps_or_with_a_circle_is_answered_too():
    circle = Outline("k", "", steps=(Step("a", "", needs=("b",)), Step("b", "\0", needs=("a",))))

    assert drawn(Outline("k", "")) is None
    assert [shape.looks for shape in drawn(circle).shapes][1:3] == ["nd stuck", "nd stuck"]
    assert "e w" in [arrow.looks for arrow in drawn(circle).arrows]


@pytest.mark.parametrize("template", templates().values(), ids=lambda template: template.key)
def test_every_procedure_of_the_library_is_drawn_and_told_step_by_step(template):
    flow = drawn(template)

    assert [line.number for line in flow.text if line.number] == list(range(1, len(template.steps) + 1))
    assert all(len(shape.lines) <= 3 for shape in flow.shapes)
    assert not [shape.name for shape in flow.shapes if "stuck" in shape.looks]


def test_a_long_title_is_broken_between_phrases():
    assert in_lines("前月との差を、理由で説明する", 8, 3) == ("前月との差を、", "理由で説明する")


def test_no_line_is_wider_than_its_box_and_what_does_not_fit_is_cut():
    lines = in_lines("株式会社" * 40, 11, 3)

    assert len(lines) == 3
    assert all(wide(line) <= 11 for line in lines)
    assert lines[-1].endswith("…")
    assert shortened("あいうえお", 3) == "あい…"


def test_no_line_begins_with_a_mark_that_may_not_begin_one():
    assert not any(line[0] in "、。）" for line in in_lines("あ" * 10 + "、" + "い" * 9 + "）。", 10, 3))


def test_the_page_of_a_procedure_shows_its_flow_with_links_to_its_steps(shelf, office, browser_of):
    page = browser_of(office.morita).get(reverse("procedure", args=[shelf.payroll.code])).content.decode()

    assert '<svg class="flow"' in page
    assert '<a href="#step-compare"><title>2　前月との差を説明する</title>' in page
    assert "文字で読む" in page


def test_a_template_shows_its_flow_before_it_is_taken(office, browser_of):
    page = browser_of(office.morita).get(reverse("procedure_template", args=["payroll"])).content.decode()

    assert '<svg class="flow"' in page


@pytest.mark.parametrize("paper", ["", "?paper=a3", "?paper=a4&turn=landscape", "?paper=letter&turn=sideways"])
def test_the_poster_is_printed_on_the_paper_that_was_chosen(shelf, office, browser_of, paper):
    page = browser_of(office.morita).get(reverse("procedure_flow", args=[shelf.payroll.code]) + paper).content.decode()

    looks = "a3" if "a3" in paper else "a4"
    assert f'class="poster {looks}{" lying" if "landscape" in paper else ""}"' in page
    assert "第1版" in page
    assert "1／1" in page


def test_the_poster_is_hidden_like_its_procedure(shelf, office, browser_of):
    assert browser_of(office.nishino).get(reverse("procedure_flow", args=[shelf.payroll.code])).status_code == 404


def test_a_long_flow_is_cut_between_rows_and_every_sheet_fits_its_paper():
    steps = [Step("s0", "はじめる")]
    steps += [Step(f"s{n}", "確かめて、次の人へ渡す", needs=(f"s{n - 1}",)) for n in range(1, 60)]
    flow = drawn(Outline("long", "長い", steps=tuple(steps)))

    found = sheets(flow, "a4", lying=False)

    tops = [float(sheet.box.split()[1]) for sheet in found]
    heights = [float(sheet.box.split()[3]) for sheet in found]
    assert len(found) > 1
    assert [top + height for top, height in zip(tops, heights, strict=True)] == [*tops[1:], flow.height]
    assert all(float(s.mm_high[:-2]) + float(s.mm_head[:-2]) <= 297 - 20 - 24 + 1 for s in found)
    assert all(float(sheet.mm_wide[:-2]) <= 190 for sheet in found)


def test_a_wide_flow_is_made_small_enough_for_its_paper():
    steps = tuple(Step(f"s{n}", "する", who=Who(WhoKind.PERSON, str(n))) for n in range(30))

    found = sheets(drawn(Outline("wide", "広い", steps=steps)), "a3", lying=True)

    assert all(float(sheet.mm_wide[:-2]) <= 400.1 for sheet in found)


def test_the_drawing_of_an_edition_is_made_once(put, monkeypatch):
    kept: dict = {}
    monkeypatch.setattr("urakata.features.procedures.queries.flow._kept", kept)
    procedure = put(outline("closing", "月次決算"))
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr("urakata.features.procedures.queries.flow.connection", outside)

    first = queries.flow_of(procedure)

    assert queries.flow_of(procedure) is first
    assert list(kept) == [(procedure.edition_id, "ja")]

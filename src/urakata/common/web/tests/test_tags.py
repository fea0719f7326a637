from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.template import Context, Template


@dataclass
class Around:
    veil: bool = False
    today: date = date(2026, 11, 17)


@dataclass
class Due:
    distance: int = 2
    text: str = "19日（木）17:00"
    near: bool = True
    late: bool = False


def drawn(source, **given):
    return Template("{% load urakata %}" + source).render(Context({"shell": Around(), **given}))


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("todo", "まだ"),
        ("now", "いまここ"),
        ("waiting", "確認待ち"),
        ("done", "済み"),
        ("sent_back", "差し戻し"),
        ("not_applicable", "対象外"),
    ],
)
def test_each_task_state_is_told_by_its_word(code, word):
    assert word in drawn("{% state code %}", code=code)


def test_the_distance_stands_before_the_day():
    assert drawn("{% due value %}", value=Due()) == '<p class="due near"><b>あと2営業日</b>19日（木）17:00</p>'


def test_the_bar_has_one_piece_per_step():
    bar = drawn("{% steps_bar 6 12 %}")

    assert (bar.count('class="d"'), bar.count('class="n"'), bar.count("<i")) == (6, 1, 12)
    assert "12の工程のうち6つ済み" in bar


def test_a_finished_bar_has_nothing_at_work():
    assert 'class="n"' not in drawn("{% steps_bar 12 12 %}")


def test_a_stamp_carries_day_and_surname():
    stamp = drawn('{% hanko "filled" "確認" on name %}', on=date(2026, 11, 5), name="西野 千尋")

    assert "26.11.5" in stamp
    assert "千尋" not in stamp


def test_a_stamp_given_to_oneself_looks_different():
    assert "weak" in drawn('{% hanko "weak" "翌日" on "佐伯 悠" %}', on=date(2026, 11, 5))


def test_the_server_sends_no_text_under_the_veil():
    page = drawn('{% veil "43,800円" %}{% veiled %}桐生資材{% endveiled %}', shell=Around(veil=True))

    assert "43,800" not in page
    assert "桐生資材" not in page


def test_what_a_person_wrote_is_escaped():
    assert "<b>" not in drawn("{% veil name %}{% avatar name %}{% hanko 'weak' name on name %}", name="<b>x", on=None)


class Ask(forms.Form):
    title = forms.CharField(label="すること", help_text="動詞で終えます")
    note = forms.CharField(label="覚え書き", required=False)


def test_a_field_names_its_help_and_its_mistake_to_readers():
    form = Ask({"title": ""})

    drawn_field = drawn("{% field form.title %}", form=form)

    assert 'aria-describedby="id_title_help id_title_error"' in drawn_field
    assert drawn_field.index("動詞で終えます") < drawn_field.index("<input") < drawn_field.index("errors")


def test_only_what_may_be_left_out_is_marked():
    form = Ask()

    assert "任意" in drawn("{% field form.note %}", form=form)
    assert "任意" not in drawn("{% field form.title %}", form=form)


def test_the_crumb_ends_with_this_page_without_a_link():
    crumb = drawn('{% crumbs "/procedures/" "業務手順" "給与計算" %}')

    assert '<a href="/procedures/">業務手順</a>' in crumb
    assert "<span>給与計算</span>" in crumb

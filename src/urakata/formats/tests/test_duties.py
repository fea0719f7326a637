"""義務のファイル: what is wrong in one is named with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.due import Form
from urakata.formats.duties import read
from urakata.formats.wording import sentence

GOOD = """\
id: stock_report
title: 在庫の報告
group: house
kind: customary
checked_on: 2026-08-23
confidence: high
trigger: {frequency: yearly}
due: {form: annual, month: 7, day: 10}
roll: {rule: next_business_day, calendar: gov_office}
applies: employees >= 50
sources: [https://example.jp/]
"""


def test_a_whole_file_is_read():
    duty, mistakes = read(GOOD)

    assert mistakes == []
    assert (duty.id, duty.due.form, duty.names) == ("stock_report", Form.ANNUAL, ("year",))


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("kind: customary", "kind: custom", 4, "customary"),
        ("checked_on: 2026-08-23", "checked_on: 2026-02-30", 5, ""),
        ("month: 7", "month: 13", 8, "12"),
        ("day: 10", "dai: 10", 8, "day"),
        ("form: annual", "form: yearly", 8, "annual"),
        ("calendar: gov_office", "calendar: gov", 9, "gov_office"),
        (", calendar: gov_office", "", 9, "calendar"),
        ("employees >= 50", "employes >= 50", 10, "employees"),
        ("employees >= 50", "employees => 50", 10, ""),
        ("https://example.jp/", "javascript:alert(1)", 11, "http"),
        ("title: 在庫の報告", 'title: ""', 2, "題名"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_way_to_mend_it(old, new, line, word):
    duty, mistakes = read(GOOD.replace(old, new))
    said = " ".join(sentence(each) for each in mistakes)

    assert duty is None
    assert {each.line for each in mistakes} == {line}
    assert word in said
    assert all(len(sentence(each)) > 12 for each in mistakes), said


@pytest.mark.parametrize("left_out", ["id", "title", "group", "kind", "checked_on", "confidence", "due", "roll"])
def test_what_must_be_there_is_missed(left_out):
    duty, mistakes = read("\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{left_out}:")))

    assert duty is None
    assert mistakes[0].params["key"] == left_out


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_input_is_a_duty_or_mistakes(raw):
    duty, mistakes = read(raw)

    assert duty is None
    assert mistakes


@given(st.sampled_from(GOOD.splitlines()), st.text(max_size=30))
def test_any_change_of_a_line_is_a_duty_or_mistakes(line, said):
    duty, mistakes = read(GOOD.replace(line, f"{line.partition(':')[0]}: {said}"))

    assert (duty is None) == bool(mistakes)


@pytest.mark.parametrize("key", ["給与支払", "stock.report", "a/b", "stock report"])
def test_a_key_that_no_address_can_have_is_refused_with_its_line(key):
    duty, mistakes = read(GOOD.replace("stock_report", key))

    assert duty is None
    assert [(mistake.code, mistake.line) for mistake in mistakes] == [("bad_key", 1)]

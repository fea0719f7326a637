"""規則の置き場: an installation's own rules come after those that are shipped."""

from datetime import date

import pytest

from urakata.core.errors import InputMistake
from urakata.rules import due, pack
from urakata.rules.duties import duties, rules, shipped
from urakata.rules.wording import sentence

OWN = """\
id: haken_hokoku
title: 労働者派遣事業報告書（うちの社労士の版）
group: labour
kind: statutory_deadline
checked_on: 2026-11-01
confidence: high
trigger: {frequency: yearly}
due: {form: annual, month: 6, day: 20}
roll: {rule: next_business_day, calendar: gov_office}
"""


@pytest.fixture
def own(tmp_path):
    before = pack.place()
    pack.use(tmp_path / "rules")
    yield tmp_path / "rules"
    pack.use(before or tmp_path / "nowhere")


def write(own, text, name="duties/labor/haken_hokoku.yaml"):
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    (own / name).write_text(text)


def day(year):
    return due.answer(["haken_hokoku", "--on", f"year={year}"])["nominal_on"]


def test_without_a_folder_the_shipped_rules_count(own):
    assert not own.exists()
    assert day(2027) == "2027-06-30"


def test_a_file_of_the_same_duty_takes_the_place_of_the_shipped_one(own):
    write(own, OWN)
    assert day(2027) == "2027-06-20"

    (own / "duties/labor/haken_hokoku.yaml").unlink()
    assert day(2027) == "2027-06-30"


def test_a_file_that_begins_later_counts_from_its_day(own):
    write(own, OWN.replace("kind:", "since: 2028-01-01\nkind:"), "2028.yaml")

    assert (day(2027), day(2028)) == ("2027-06-30", "2028-06-20")


def test_a_duty_of_ones_own_is_known(own):
    write(own, OWN.replace("haken_hokoku", "town_report"), "town.yaml")

    assert due.answer(["town_report", "--on", "year=2027"])["legal_on"] == "2027-06-21"


def test_a_mistake_names_file_and_line_and_leaves_the_shipped_rule_standing(own):
    write(own, OWN.replace("month: 6", "month: 66"))

    assert rules().mistakes[0].file == "duties/labor/haken_hokoku.yaml"
    assert rules().duties["haken_hokoku"][0].title == next(d.title for d in shipped() if d.id == "haken_hokoku")
    with pytest.raises(InputMistake) as refused:
        duties()
    assert sentence(refused.value).startswith("duties/labor/haken_hokoku.yaml: 8行目")


@pytest.mark.parametrize("raw", [b"\x00\x01", b"a: &a [*a]", b"a: " + b"[" * 5000, "id: 髙".encode("cp932", "ignore")])
def test_nothing_in_the_folder_stops_the_others(own, raw):
    own.mkdir()
    (own / "x.yaml").write_bytes(raw)

    assert len(rules().duties) == len({duty.id for duty in shipped()})
    assert rules().mistakes


def test_every_shipped_duty_was_read_and_says_where():
    assert all(duty.checked_on >= date(2026, 8, 23) for duty in shipped())
    assert all(duty.sources and duty.law for duty in shipped())

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


BUNDLE = """\
id: our_bundle
title: うちの束
group: labour
kind: bundle
checked_on: 2026-11-01
confidence: high
trigger: {event: hire, anchor: hire_date}
due: {form: bundle, includes: [yatoire_kenshin]}
roll: {rule: none}
"""
SAME = BUNDLE.replace("our_bundle", "our_same").replace("kind: bundle", "kind: statutory_deadline")
SAME = SAME.replace("form: bundle, includes: [yatoire_kenshin]", "form: same_as, hire: koyo_shikaku_shutoku")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BUNDLE.replace("yatoire_kenshin", "yatoire_kensin"), "unknown_rule"),
        (BUNDLE.replace("yatoire_kenshin", "our_bundle"), "rule_of_rules"),
        (BUNDLE.replace("yatoire_kenshin", "nyusha"), "rule_of_rules"),
        (SAME.replace("koyo_shikaku_shutoku", "our_same"), "rule_of_rules"),
        (SAME.replace("koyo_shikaku_shutoku", "nyusha"), "rule_of_rules"),
        (SAME.replace("koyo_shikaku_shutoku", "nothing"), "unknown_rule"),
    ],
)
def test_a_rule_that_names_others_names_ones_that_count_a_day_for_themselves(own, text, code):
    write(own, text, "ours.yaml")

    assert [(each.file, each.mistake.code, each.mistake.line) for each in rules().mistakes] == [("ours.yaml", code, 8)]
    assert rules().duties.keys() == {duty.id for duty in shipped()}


def test_a_rule_that_names_one_that_is_left_out_is_left_out_as_well(own):
    write(own, BUNDLE.replace("yatoire_kenshin", "our_same"), "a.yaml")
    write(own, SAME.replace("koyo_shikaku_shutoku", "nothing"), "b.yaml")

    assert {each.file for each in rules().mistakes} == {"a.yaml", "b.yaml"}


def test_a_rule_that_names_others_of_the_house_or_the_shipped_ones_counts(own):
    write(own, BUNDLE.replace("yatoire_kenshin", "our_same, yatoire_kenshin"), "a.yaml")
    write(own, SAME, "b.yaml")
    told = due.answer(["our_bundle", "--on", "hire_date=2027-04-01", "--on", "acquisition_month=2027-04"])

    assert rules().mistakes == ()
    assert [each["duty"] for each in told["includes"]] == ["our_same", "yatoire_kenshin"]


def test_a_shipped_rule_whose_other_the_house_made_a_bundle_still_answers(own):
    write(own, BUNDLE.replace("our_bundle", "koyo_shikaku_shutoku"), "a.yaml")
    write(own, BUNDLE.replace("our_bundle", "koyo_shikaku_soshitsu"), "b.yaml")

    assert due.answer(["gaikokujin_hihokensha", "--on", "fact_date=2027-04-01"])["act_by"] is None


@pytest.mark.parametrize("words", [["--company"], ["--company="], ["--company", ""]])
def test_a_company_that_is_not_named_is_not_passed_over(words):
    with pytest.raises(InputMistake, match="option_alone"):
        due.answer(["santei_kiso", "--on", "year=2027", *words])


@pytest.mark.parametrize(("on", "said"), [("2024-10-31", "2024-11-01 からの"), ("2035-10-01", "2035-09-30 までの")])
def test_a_day_without_a_rule_is_told_on_which_side_the_rule_lies(own, on, said):
    duty = "freelance_shiharai" if "から" in said else "tokutei_tekiyo"
    name = "receipt_date" if "から" in said else "fact_date"

    with pytest.raises(InputMistake) as refused:
        due.answer([duty, "--on", f"{name}={on}"])

    assert said in sentence(refused.value)


@pytest.mark.parametrize("words", ["month: 2, day: 30", "month: 4, day: 31"])
def test_a_day_that_no_year_has_is_a_mistake(own, words):
    write(own, OWN.replace("month: 6, day: 20", words))

    assert [(each.mistake.code, each.mistake.line) for each in rules().mistakes] == [("not_month_day", 8)]


def test_a_day_of_validity_that_the_calendar_does_not_know_is_told_in_a_sentence(own):
    write(own, OWN.replace("kind:", "since: 2027-02-30\nkind:"), "ours.yaml")

    with pytest.raises(InputMistake) as refused:
        duties()

    assert "2026-10-27 の形で書きます（いまは「2027-02-30」）" in sentence(refused.value)

"""締切の並ぶ年: the shipped duties of whole companies."""

from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.due import RollRule
from urakata.core.duty import gathered
from urakata.core.duty_days import HouseRule, duty_days
from urakata.core.errors import InputMistake
from urakata.core.happening import happening_counts
from urakata.core.profile import ConsumptionTax, Kind, PaydayMonth, Profile, Rhythm
from urakata.formats.duties import read
from urakata.rules import duty_list
from urakata.rules.calendars import calendars
from urakata.rules.duties import duties, shipped
from urakata.rules.events import events

YEAR = (date(2027, 1, 1), date(2027, 12, 31))
CORPORATION = Profile(
    name="見本",
    kind=Kind.CORPORATION,
    employees=48,
    industries=(),
    foreign_workers=0,
    fiscal_year_end=(3, 31),
    payday=25,
    bonuses=((7, 10), (12, 10)),
    withholding_tax=Rhythm.MONTHLY,
    resident_tax=Rhythm.MONTHLY,
    labour_insurance_instalments=True,
    corporate_tax_last_year=5_000_000,
    consumption_tax=ConsumptionTax.STANDARD,
    consumption_tax_last_year=5_000_000,
    invoice_registered=True,
)


def listed(profile=CORPORATION, days=YEAR, **how):
    return duty_days(duties(), profile, *days, calendar=calendars(profile.closed_days or ()), **how)


def of(duty, profile=CORPORATION, days=YEAR, **how):
    return [
        (each.what_for.key, str(each.legal_on)) for each in listed(profile, days, **how).falls if each.duty.id == duty
    ]


def off(profile):
    return {each.duty.id for each in listed(profile).off}


def test_a_monthly_duty_comes_every_month_for_the_month_before():
    found = of("gensen_nofu")

    assert len(found) == 12
    assert found[0] == ("2026-12", "2027-01-12")
    assert found[-1] == ("2027-11", "2027-12-10")


def test_the_fiscal_year_brings_its_returns():
    assert of("hojinzei_kakutei") == [("2027-03-31", "2027-05-31")]
    assert of("hojinzei_chukan") == [("2027-04-01", "2027-11-30")]
    assert of("teiji_sokai") == [("2027-03-31", "2027-06-30")]


def test_the_consumption_tax_of_last_year_decides_how_often_it_is_paid_ahead():
    def interim(amount):
        profile = CORPORATION.__class__.from_plain(CORPORATION.to_plain() | {"consumption_tax_last_year": amount})
        return [len(of(duty, profile)) for duty in ("shohizei_chukan3", "shohizei_chukan11")]

    assert interim(480_000) == [0, 0]
    assert interim(480_001) == [1, 0]
    assert interim(4_000_001) == [3, 0]
    assert interim(48_000_001) == [0, 11]


def test_the_first_month_of_a_fiscal_year_is_paid_ahead_one_month_later():
    """消費税法42条: of a year that begins in April, April and May are both due by the end of July."""
    much = Profile.from_plain(CORPORATION.to_plain() | {"consumption_tax_last_year": 50_000_000})

    july = dict(of("shohizei_chukan11", much, (date(2026, 7, 1), date(2026, 7, 31))))

    assert july == {"2026-04-30": "2026-07-31", "2026-05-31": "2026-07-31"}


def test_whoever_has_an_extension_files_later_and_pays_all_the_same():
    """法人税法75条の2: the return may come later, the payment is due after two months (else 利子税)."""
    longer = Profile.from_plain(CORPORATION.to_plain() | {"corporate_tax_extension_months": 1})

    assert of("hojinzei_kakutei", longer) == [("2027-03-31", "2027-06-30")]
    assert of("hojinzei_mikomi", longer) == [("2027-03-31", "2027-05-31")]
    assert of("hojinzei_mikomi") == []


def test_bonuses_are_reported_from_the_day_the_bank_pays_them():
    assert of("shoyo_shiharai_todoke") == [("2027-07-09", "2027-07-14"), ("2027-12-10", "2027-12-15")]


def test_small_employers_pay_twice_a_year_only_where_they_asked_for_it():
    half = Profile(kind=Kind.CORPORATION, employees=5, withholding_tax=Rhythm.HALF_YEAR)
    monthly = Profile(kind=Kind.CORPORATION, employees=5, withholding_tax=Rhythm.MONTHLY)

    assert (len(of("gensen_nofu", half)), len(of("gensen_noki_zenki", half)), len(of("gensen_noki_koki", half))) == (
        0,
        1,
        1,
    )
    assert (len(of("gensen_nofu", monthly)), len(of("gensen_noki_zenki", monthly))) == (12, 0)


def test_whoever_may_not_pay_twice_a_year_pays_every_month_whatever_the_profile_says():
    too_many = Profile(kind=Kind.CORPORATION, employees=48, withholding_tax=Rhythm.HALF_YEAR)

    assert len(of("gensen_nofu", too_many)) == 12


@pytest.mark.parametrize("missing", sorted(CORPORATION.to_plain()))
def test_a_missing_answer_switches_nothing_off(missing):
    without = Profile.from_plain({key: value for key, value in CORPORATION.to_plain().items() if key != missing})

    assert off(without) <= off(CORPORATION)


def test_what_the_profile_rules_out_is_listed_with_the_reason():
    answer = duty_list.answer(duties(), CORPORATION, *YEAR, calendar=calendars())
    why = {each["duty"]: each["why"] for each in answer["off"]}

    assert "働く人の数" in why["sangyoi"]
    assert "gaikokujin_hi_hihokensha" in why
    assert not why.keys() & {each["duty"] for each in answer["undated"]}
    assert answer["count"] == len(answer["occurrences"])


def test_a_duty_without_a_counted_day_is_never_off_but_undated():
    answer = duty_list.answer(duties(), Profile(), *YEAR, calendar=calendars())
    undated = {each["duty"]: each["why"] for each in answer["undated"]}

    assert answer["off"] == []
    assert {
        "getsugaku_henko",
        "teiki_kenshin",
        "stress_check_hokoku",
        "scanner_hozon",
        "yakuin_ninki",
    } <= undated.keys()
    assert "給与の支払日" in undated["kyuyo_shiharai"]


def test_what_the_profile_rules_out_is_off_before_its_law_begins_too():
    at_home = Profile(kind=Kind.PERSONAL)
    before_their_laws = listed(at_home, (date(2024, 1, 1), date(2024, 6, 30)))

    assert {"kasuhara_sochi", "koeki_tsuho", "toriteki_shiharai"} <= {each.duty.id for each in before_their_laws.off}


def test_what_its_law_does_not_ask_yet_is_neither_off_nor_undated():
    found = listed(days=(date(2024, 1, 1), date(2024, 6, 30)))

    assert "toriteki_meiji" not in {each.duty.id for each in [*found.off, *found.undated]}


def test_a_day_that_only_a_contract_tells_stands_among_those_without_a_day():
    assert "shiharai_run" in {each.duty.id for each in listed().undated}


def test_an_answer_about_the_extension_would_tell_the_day_of_the_payment_before_it():
    found = [each for each in listed().undated if each.duty.id == "hojinzei_mikomi"]

    assert [each.keys for each in found] == [("corporate_tax_extension_months",)]


def test_a_choice_of_use_that_a_newer_rule_no_longer_knows_counts_by_the_last():
    house = {"freon_teiki": HouseRule(last_on=date(2026, 5, 1), interval=7)}

    assert of("freon_teiki", house=house) == [("2027-05-01", "2027-05-01")]


def test_a_custom_of_the_house_can_be_moved_and_the_law_cannot():
    fixed = {each.duty.id: each.duty.is_fixed for each in listed().falls}

    assert (fixed["getsuji_kessan"], fixed["gensen_nofu"]) == (False, True)


def test_what_the_house_said_counts():
    house = {
        "gensen_nofu": HouseRule(is_off=True),
        "rodo_hoken_2ki": HouseRule(variant="事務組合に委託または口座振替"),
        "kyotei36": HouseRule(anchor=(4, 1)),
        "shobo_sogo": HouseRule(last_on=date(2025, 6, 10)),
    }

    assert of("gensen_nofu", house=house) == []
    assert of("rodo_hoken_2ki", house=house) == [("2027", "2027-11-15")]
    assert of("kyotei36", house=house) == [("2027-04-01", "2027-03-31")]
    assert of("shobo_sogo", house=house) == [("2027-06-10", "2027-06-10")]


def test_a_rule_counts_only_while_it_is_in_force():
    assert of("koeki_tsuho", days=(date(2026, 1, 1), date(2026, 11, 30))) == []
    assert of("koeki_tsuho", days=(date(2026, 12, 1), date(2026, 12, 31))) == [("2026-12-01", "2026-12-01")]


def test_a_newer_version_takes_over_on_its_day():
    """Of two versions each counts its own occurrences, none is counted twice."""
    old = next(duty for duty in shipped() if duty.id == "haken_hokoku")
    raw = Path(__file__).parents[1].joinpath("duties/labor/haken_hokoku.yaml").read_text()
    changed = raw.replace("confidence:", "since: 2028-01-01\nconfidence:").replace(
        "month: 6, day: 30", "month: 7, day: 31"
    )
    new, mistakes = read(changed)
    both = gathered([old, new])

    found = duty_days(both, Profile(), date(2027, 1, 1), date(2028, 12, 31), calendar=calendars())

    assert not mistakes
    assert [str(each.days.nominal_on) for each in found.falls] == ["2027-06-30", "2028-07-31"]


@settings(max_examples=12, deadline=None)
@given(
    st.builds(
        Profile,
        kind=st.sampled_from([None, *Kind]),
        employees=st.sampled_from([None, 0, 5, 48, 400]),
        fiscal_year_end=st.sampled_from([None, (3, 31), (2, 28), (9, 30), (12, 31), (1, 20)]),
        payday=st.sampled_from([None, 5, 25, -1]),
        payday_month=st.sampled_from([None, *PaydayMonth]),
        bonuses=st.sampled_from([None, (), ((7, 10), (12, 10))]),
        withholding_tax=st.sampled_from([None, *Rhythm]),
        consumption_tax_last_year=st.sampled_from([None, 0, 5_000_000, 90_000_000]),
        closed_days=st.sampled_from([None, ((8, 13), (8, 14), date(2026, 12, 28))]),
    ),
    st.integers(2024, 2030),
)
def test_a_year_is_the_union_of_its_months_and_every_day_keeps_its_promise(profile, year):
    months = [(date(year, month, 1), date(year, month, monthrange(year, month)[1])) for month in range(1, 13)]

    whole = listed(profile, (date(year, 1, 1), date(year, 12, 31)))
    parts = [each for days in months for each in listed(profile, days).falls]

    assert [(each.key, each.days) for each in whole.falls] == [(each.key, each.days) for each in parts]
    assert len({each.key for each in whole.falls}) == len(whole.falls)
    for each in whole.falls:
        assert each.act_by <= each.legal_on
        if each.duty.roll.rule in {RollRule.NEXT, RollRule.PREVIOUS}:
            assert calendars(profile.closed_days or ())(each.duty.roll.calendar).is_open(each.legal_on)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2027, 1, 1), date(2026, 1, 1), "range_backwards"),
        (date(2027, 1, 1), date(2100, 1, 1), "range_too_long"),
        (date(2098, 1, 1), date(2100, 1, 1), "past_last_year"),
    ],
)
def test_nonsense_is_refused(first, last, code):
    with pytest.raises(InputMistake) as refused:
        duty_list.answer(duties(), Profile(), first, last, calendar=calendars())
    assert refused.value.code == code


def brought(key, **said):
    group = events().groups[key]
    found = happening_counts(group, said, duties(), CORPORATION, calendars())
    return {each.duty.id: str(each.days.nominal_on) for each in found.counts}, {each.duty.id for each in found.undated}


def test_a_birth_brings_the_end_of_the_leave_after_it_and_not_that_of_childcare_leave():
    counted, undated = brought("childbirth", expected_birth_date=date(2026, 10, 1), birth_date=date(2026, 8, 5))

    assert counted["sankyu_menjo"] == "2026-10-31"
    assert "ikukyu_menjo" not in counted.keys() | undated
    assert counted["hifuyosha_tsuika"] == "2026-08-10"


def test_childcare_leave_brings_the_notice_of_its_own_end():
    counted, _ = brought("childcare", birth_date=date(2026, 8, 5), leave_end=date(2027, 8, 4))

    assert counted["ikukyu_menjo"] == "2027-09-04"

"""当てはまるか: what the profile decides about each duty, and what it must not decide."""

from datetime import date
from typing import Any

import pytest

from urakata.core.duty import current
from urakata.core.profile import ConsumptionTax, Kind, Profile, Rhythm
from urakata.rules.duties import duties

TODAY = date(2026, 11, 20)


def off(on: date = TODAY, **said: Any) -> set[str]:
    """うちには無い by the profile alone."""
    profile = Profile(**said)
    return {id for id, versions in duties().items() if current(versions, on).applies_to(profile) is False}


def company(**said: Any) -> dict[str, Any]:
    return {"kind": Kind.CORPORATION, "employees": 60, **said}


def test_what_nobody_answered_switches_nothing_off():
    assert off() == set()


def test_one_person_alone_has_no_duty_of_an_employer_or_a_company():
    left = set(duties()) - off(kind=Kind.PERSONAL)

    assert left == {"inshi", "keiyaku_koshin", "kojin_kakutei", "fudosan_jusho_toki"}


def test_a_sole_proprietor_without_anybody_keeps_the_duties_of_the_first_hire():
    without = off(kind=Kind.SOLE, employees=0)

    assert {"kyotei36", "santei_kiso", "gensen_nofu", "rodo_hoken_nendo_koshin", "hojinzei_kakutei"} <= without
    assert not {"hoken_kankei_seiritsu", "koyo_shikaku_shutoku", "shaho_shikaku_shutoku", "kyuyo_jimusho"} & without


def test_a_company_of_its_directors_still_pays_their_tax_and_insurance():
    without = off(**company(employees=0))

    assert {"kyotei36", "saichin_kaitei", "rodo_joken_meiji", "nenkyu_5nichi"} <= without
    assert not {"gensen_nofu", "shaho_hokenryo_nofu", "nenmatsu_chosei", "kyuyo_shiharai_hokoku"} & without


@pytest.mark.parametrize(
    ("said", "monthly", "half_yearly"),
    [
        ({"withholding_tax": Rhythm.MONTHLY, "employees": 8}, True, False),
        ({"withholding_tax": Rhythm.HALF_YEAR, "employees": 8}, False, True),
        ({"withholding_tax": Rhythm.HALF_YEAR, "employees": 10}, True, False),
        ({"employees": 8}, True, True),
        ({"employees": 30}, True, False),
    ],
    ids=["monthly", "half-yearly", "too many for half-yearly", "not answered", "not answered, but too many"],
)
def test_withholding_tax_is_paid_monthly_or_half_yearly(said, monthly, half_yearly):
    without = off(**company(**said))

    assert ("gensen_nofu" not in without) is monthly
    assert ("gensen_noki_zenki" not in without) is half_yearly
    assert ("gensen_noki_koki" not in without) is half_yearly


@pytest.mark.parametrize(
    ("duty", "most_without"),
    [
        ("shugyo_kisoku", 9),
        ("konenreisha_jokyo", 19),
        ("shogaisha_jokyo", 37),
        ("stress_check", 49),
        ("anzen_eisei_iinkai", 49),
        ("tokutei_tekiyo", 50),
        ("shogaisha_nofukin", 100),
        ("josei_kohyo", 100),
        ("ikukyu_kohyo", 300),
    ],
)
def test_a_duty_of_size_begins_with_one_person_more(duty, most_without):
    assert duty in off(**company(employees=most_without))
    assert duty not in off(**company(employees=most_without + 1))


@pytest.mark.parametrize(
    ("on", "most_without"),
    [(date(2027, 9, 30), 50), (date(2027, 10, 1), 35), (date(2029, 10, 1), 20), (date(2032, 10, 1), 10)],
    ids=str,
)
def test_the_size_for_short_hours_falls_as_the_law_says(on, most_without):
    assert "tokutei_tekiyo" in off(on, **company(employees=most_without))
    assert "tokutei_tekiyo" not in off(on, **company(employees=most_without + 1))


@pytest.mark.parametrize(
    ("last_year", "found"),
    [
        (480_000, set()),
        (480_001, {"shohizei_chukan3"}),
        (48_000_000, {"shohizei_chukan3"}),
        (48_000_001, {"shohizei_chukan11"}),
        (None, {"shohizei_chukan3", "shohizei_chukan11"}),
    ],
)
def test_last_years_tax_decides_how_often_it_is_paid_in_between(last_year, found):
    without = off(**company(consumption_tax=ConsumptionTax.STANDARD, consumption_tax_last_year=last_year))

    assert {"shohizei_chukan3", "shohizei_chukan11"} - without == found


def test_whoever_is_exempt_files_no_consumption_tax_unless_registered():
    assert "shohizei_kakutei" in off(**company(consumption_tax=ConsumptionTax.EXEMPT, invoice_registered=False))
    assert "shohizei_kakutei" not in off(**company(consumption_tax=ConsumptionTax.EXEMPT, invoice_registered=True))


def test_what_a_company_does_brings_its_own_duties():
    without = off(**company(industries=("construction",), foreign_workers=False, bonuses=()))
    with_all = off(**company(industries=("dispatch",), foreign_workers=3, bonuses=((7, 10),)))

    own = {"haken_hokoku", "haken_shushi", "gaikokujin_hihokensha", "gaikokujin_hi_hihokensha", "shoyo_shiharai_todoke"}
    assert own <= without
    assert not own & with_all

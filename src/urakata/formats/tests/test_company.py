from datetime import date

import pytest

from urakata.core.calendar_days import LAST_OF_MONTH
from urakata.core.profile import KEYS, Bank, ConsumptionTax, Kind, Profile
from urakata.formats.company import READ, read

WHOLE = """
name: 株式会社こだち空間設計
kind: corporation
prefecture: 東京都
industries: [construction, design]
employees: 48
foreign_workers: false
fiscal_year_end: 03-31
closing_day: last
payday: 25
payday_month: next
bonuses: ["07-10", "12-10"]
withholding_tax: monthly
resident_tax: half_year
labour_insurance_instalments: 3
corporate_tax_extension_months: 1
corporate_tax_last_year: 4300000
consumption_tax: standard
consumption_tax_last_year: 0
invoice_registered: true
closed_days: ["2026-08-13", "12-29"]
bank: {days_before: 3, until: 17:00}
"""


def codes(raw: str | bytes) -> list[tuple[str, int, str]]:
    return [(mistake.code, mistake.line, mistake.path) for mistake in read(raw)[1]]


def test_every_key_of_the_format_is_read():
    profile, mistakes = read(WHOLE)

    assert mistakes == []
    assert profile is not None
    assert profile.kind is Kind.CORPORATION
    assert profile.closing_day == LAST_OF_MONTH
    assert profile.bonuses == ((7, 10), (12, 10))
    assert profile.consumption_tax is ConsumptionTax.STANDARD
    assert profile.closed_days == (date(2026, 8, 13), (12, 29))
    assert profile.bank == Bank(3, "17:00")
    assert None not in [getattr(profile, key) for key in KEYS]


def test_every_key_has_its_reader():
    assert set(READ) == set(KEYS)


def test_what_is_missing_or_empty_stays_for_later():
    assert read("kind: sole\nemployees:\n")[0] == Profile(kind=Kind.SOLE)


def test_what_was_read_comes_back_from_its_plain_form():
    profile, _ = read(WHOLE)

    assert profile is not None
    assert Profile.from_plain(profile.to_plain()) == profile
    assert profile.to_plain()["closing_day"] == "last"
    assert profile.to_plain()["closed_days"] == ["2026-08-13", "12-29"]


def test_the_days_of_cadences_come_from_the_profile():
    profile, _ = read(WHOLE)

    assert profile is not None
    assert profile.company_days().payday == 25
    assert profile.company_days().payday_month == "next"
    assert Profile().company_days().payday_month == "same"


def test_an_unknown_key_is_refused_with_the_nearest_known_one():
    profile, [mistake] = read("name: あ\npay_day: 25\n")

    assert profile is None
    assert (mistake.code, mistake.line, mistake.params["nearest"]) == ("unknown_key", 2, "payday")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("kind: company", "unknown_word"),
        ("payday: 32", "unknown_word"),
        ("payday: 0", "unknown_word"),
        ("payday: [25]", "unknown_word"),
        ("closing_day: 月末", "unknown_word"),
        ("employees: -1", "not_number"),
        ("employees: 99999999999999999999", "not_number"),
        ("fiscal_year_end: 2026-03-31", "not_month_day"),
        ("fiscal_year_end: 02-30", "not_month_day"),
        ("bonuses: [7月10日]", "not_month_day"),
        ("closed_days: [13]", "unknown_word"),
        ("invoice_registered: T123", "not_truth"),
        ("bank: 3", "not_mapping"),
        ("bank: {until: 25:00}", "unknown_word"),
        ("bank: {day: 3}", "unknown_key"),
        ("name: [あ]", "not_text"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_its_line(line: str, code: str):
    [(found, at, path)] = codes(f"# 会社\n{line}\n")

    assert (found, at) == (code, 2)
    assert path.startswith(line.partition(":")[0])


def test_all_mistakes_come_at_once():
    assert [code for code, *_ in codes("kind: x\npayday: 99\nnane: あ\n")] == [
        "unknown_key",
        "unknown_word",
        "unknown_word",
    ]


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"- a\n- b\n", b"{", b"'" * 9, "name: あ".encode("utf-16")]
)
def test_whatever_comes_is_read_or_refused(raw: bytes):
    profile, mistakes = read(raw)

    assert (profile is None) == bool(mistakes)


def test_older_encodings_and_full_width_figures_are_read():
    profile, mistakes = read("name: 髙橋工務店\nemployees: １２\npayday: ２５\n".encode("cp932"))

    assert mistakes == []
    assert profile == Profile(name="髙橋工務店", employees=12, payday=25)

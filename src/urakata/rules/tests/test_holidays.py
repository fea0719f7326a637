"""祝日の一覧: the official list inside the product."""

from datetime import date
from pathlib import Path

import pytest

from urakata.core.errors import InputMistake
from urakata.core.holidays import by_law
from urakata.rules.holidays import official, read_list

PUBLISHED = Path(__file__).parents[5] / "shared" / "data" / "holidays" / "syukujitsu.csv"


@pytest.mark.parametrize("year", range(1955, 2028))
def test_the_act_computes_exactly_the_official_list(year: int) -> None:
    assert dict(by_law(year)) == dict(official().of_year(year))


def test_the_shipped_list_reaches_from_1955_to_2027() -> None:
    listed = official().official

    assert (len(listed), min(listed), max(listed)) == (1067, date(1955, 1, 1), date(2027, 11, 23))
    assert official().official_until == date(2027, 12, 31)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published file is not beside this checkout")
def test_the_shipped_list_is_the_published_one() -> None:
    assert read_list(PUBLISHED.read_bytes()) == official().official


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_newer_list_is_read_in_every_usual_form(encoding: str, end: str) -> None:
    text = end.join(["国民の祝日・休日月日,国民の祝日・休日名称", "2028/1/1,元日", "2028/1/10,成人の日", ""])

    assert read_list(text.encode(encoding)) == {date(2028, 1, 1): "元日", date(2028, 1, 10): "成人の日"}


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "holidays_unreadable", None),
        (b"\x00\x01", "holidays_unreadable", None),
        (b"\xff\xfe\xfd", "holidays_unreadable", None),
        (b"x" * 1_000_001, "holidays_unreadable", None),
        (b"date,name\n", "holidays_unreadable", None),
        ("date,name\n2028-01-01,元日\n2028-01-32,成人の日\n".encode(), "no_such_date", 3),
        (b"date,name\n2028-01-01\n", "holiday_row", 2),
        ("date,name\n9999-01-01,元日\n".encode(), "out_of_range", 2),
        (b"date,name\n" + b"x" * 200_000, "holidays_unreadable", None),
        ("date,name\n元日,2028-01-01\n".encode(), "not_a_date", 2),
        ('date,name\n"2028-01-01,元日\n'.encode(), "holiday_row", 2),
    ],
)
def test_anything_else_is_refused_with_its_line(raw: bytes, code: str, line: int | None) -> None:
    with pytest.raises(InputMistake) as refused:
        read_list(raw)

    assert refused.value.code == code
    assert (refused.value.place.line if refused.value.place else None) == line

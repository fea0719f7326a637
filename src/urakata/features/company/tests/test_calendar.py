"""会社の暦: days of one's own are entered as people write them, seen first, shown for a year, and taken out again."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from urakata.core.closing import Closing
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.models import ClosedDay, Company

PAGE = "/settings/calendar/"
SUMMER = {"days": "8/12〜8/15", "name": "夏季休業", "half": "day", "year": "2026"}


@pytest.fixture
def owner(office, browser_of):
    return browser_of(office.owner)


@pytest.fixture
def enter(owner):
    """See first, then confirm."""

    def entered(**form: str):
        seen = owner.post(f"{PAGE}preview/", SUMMER | form)
        return seen, owner.post(f"{PAGE}add/", {"text": seen.context["text"]})

    return entered


def kept() -> list[tuple[date, bool, str, str]]:
    return list(ClosedDay.objects.values_list("on", "is_yearly", "name", "half"))


def test_a_summer_break_is_seen_first_and_then_closes_its_days(enter, recorded):
    seen, done = enter()

    assert "2027年8月12日（木）〜15日（日）" in seen.content.decode()
    assert "足す4日" in seen.content.decode()
    assert done["Location"] == f"{PAGE}?year=2027"
    assert [on for on, *_ in kept()] == [date(2027, 8, day) for day in (12, 13, 14, 15)]
    assert not queries.calendars()("company").is_open(date(2027, 8, 12))
    assert queries.calendars()("bank").is_open(date(2027, 8, 12))
    assert recorded() == ["closed_days.closed"]


def test_looking_writes_nothing(owner, recorded):
    owner.post(f"{PAGE}preview/", SUMMER)

    assert (kept(), recorded()) == ([], [])


def test_the_year_on_the_page_is_meant_where_none_is_written(enter):
    enter(year="2028")

    assert kept()[0][0] == date(2028, 8, 12)


def test_a_break_over_new_year_comes_every_year_and_is_one_line(enter, owner):
    enter(days="12/29〜1/3", name="年末年始", every_year="on")
    page = owner.get(PAGE).content.decode()

    assert queries.closed_days() == tuple(
        (month, day) for month, day in [(1, 1), (1, 2), (1, 3), (12, 29), (12, 30), (12, 31)]
    )
    assert "毎年12月29日〜1月3日" in page
    assert not queries.calendars()("company").is_open(date(2031, 12, 29))


def test_half_a_day_off_is_shown_and_the_day_stays_open(enter, owner):
    enter(days="12/28", name="大掃除", half="pm")
    page = owner.get(PAGE).content.decode()

    assert queries.calendars()("company").is_open(date(2026, 12, 28))
    assert queries.closed_days() == ()
    assert "大掃除（午後休）" in page


def test_a_day_that_is_there_takes_the_new_name_and_the_same_again_changes_nothing(enter, recorded):
    enter(days="12/28", name="創立記念日")
    seen, _ = enter(days="12/28", name="設立の日", half="am")
    again, _ = enter(days="12/28", name="設立の日", half="am")

    assert "変える1日" in seen.content.decode()
    assert "同じ1日" in again.content.decode()
    assert kept() == [(date(2026, 12, 28), False, "設立の日", "am")]
    assert recorded() == ["closed_days.closed"] * 2


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("2月30日", "暦にありません"),
        ("夏", "日付として読めませんでした"),
        ("2027-08-15〜2027-08-12", "始まりの日より前です"),
        ("1/1〜12/31", "続けて100日まで"),
        ("9999-12-31", "までの日を書いてください"),
        ("8/12、8/12", "同じ日が二度"),
        ("8/12\0", "422"),
        ("髙𠮷﨑", "日付として読めませんでした"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(owner, days, said):
    answer = owner.post(f"{PAGE}preview/", SUMMER | {"days": days})

    assert answer.status_code == 422
    assert said in answer.content.decode() or said == "422"
    assert 'aria-invalid="true"' in answer.content.decode()


def test_what_was_taken_out_is_said_and_can_be_put_back(enter, owner, recorded):
    enter()
    days = [f"2027-08-{day}" for day in (12, 13, 14, 15)]
    answer = owner.post(f"{PAGE}remove/", {"day": days}, follow=True)
    gone = kept()
    page = answer.content.decode()
    owner.post(f"{PAGE}add/", {"text": answer.context["removed"]})

    assert gone == []
    assert "「夏季休業」2027年8月12日（木）〜15日（日）を外しました。" in page
    assert [name for *_, name, _half in kept()] == ["夏季休業"] * 4
    assert "を外しました" not in owner.get(PAGE).content.decode()
    assert recorded() == ["closed_days.closed", "closed_days.opened", "closed_days.closed"]


def test_one_day_of_several_can_be_taken_out_alone(enter, owner):
    enter()
    owner.post(f"{PAGE}remove/", {"day": "2027-08-14"})

    assert [on.day for on, *_ in kept()] == [12, 13, 15]


@pytest.mark.parametrize("day", ["2027-08-12", "夏", "", "9" * 5000])
def test_what_is_not_there_cannot_be_taken_out(owner, day, recorded):
    answer = owner.post(f"{PAGE}remove/", {"day": day}, follow=True)

    assert "もう外されています" in answer.content.decode()
    assert recorded() == []


TABLE = "日付,名前,半日\n2027/8/12〜8/15,夏季休業,\nR8.12.28,大掃除,午後休\n毎年4月1日,創立記念日,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_table_is_read_in_every_usual_form(owner, encoding):
    seen = owner.post(f"{PAGE}paste/", {"file": SimpleUploadedFile("休み.csv", TABLE.encode(encoding))})
    owner.post(f"{PAGE}add/", {"text": seen.context["text"]})

    assert kept()[0] == (date(2026, 12, 28), False, "大掃除", "pm")
    assert kept()[-1] == (date(2000, 4, 1), True, "創立記念日", "")
    assert len(kept()) == 6


def test_what_comes_out_as_a_table_goes_in_again_unchanged(owner):
    owner.post(f"{PAGE}add/", {"text": TABLE + "2027-05-01,=1+1,\n毎年12/29〜1/3,年末年始,\n"})
    table = owner.get(f"{PAGE}table/").content
    before = kept()

    seen = owner.post(f"{PAGE}paste/", {"file": SimpleUploadedFile("休み.csv", table)})

    assert table.startswith(b"\xef\xbb\xbf")
    assert b",=1+1" not in table
    assert seen.context["counts"] == {"added": 0, "changed": 0, "same": len(before)}


def test_a_table_without_headings_from_excel_is_read_by_its_order(owner):
    seen = owner.post(f"{PAGE}paste/", {"text": "8月12日\t夏季休業\n8月13日\t夏季休業"})

    assert seen.context["counts"]["added"] == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "まだ休みの日がありません"),
        ("日付,名前\n", "まだ休みの日がありません"),
        ("日付,名前\n2月30日,x\n", "2行目"),
        ("日付,半日\n8/12,夕方\n", "「夕方」が読めません"),
        ("8/12,夏\n8/12,盆\n", "ほかの行にもあります"),
        ("8/12," + "長" * 101, "100字まで"),
        ("8/12,123456789018", "マイナンバー"),
        ("8/12,x\n" * 401, "400行まで"),
        ("\n".join("毎年1/1〜4/1" for _ in range(30)), "2000日まで"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(owner, text, said):
    seen = owner.post(f"{PAGE}paste/", {"text": text})
    done = owner.post(f"{PAGE}add/", {"text": text})

    assert (seen.status_code, done.status_code) == (422, 422)
    assert said in seen.content.decode()
    assert said in done.content.decode()
    assert kept() == []


@pytest.mark.parametrize(
    "raw", [b"\0\1\2", b"%PDF-1.4", b"PK\x03\x04", b"x" * 1_100_000], ids=["nul", "pdf", "zip", "big"]
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(owner, raw):
    seen = owner.post(f"{PAGE}paste/", {"file": SimpleUploadedFile("休み.csv", raw)})

    assert seen.status_code == 422
    assert 'aria-invalid="true"' in seen.content.decode()


@pytest.mark.parametrize("year", ["2026", "1960", "2140", "9999", "x", "-1", "２０２６", "0000"])
def test_any_year_is_answered(owner, year):
    assert owner.get(f"{PAGE}?year={year}").status_code == 200


def test_a_year_has_twelve_months_from_sunday_on_and_says_what_is_closed(owner, enter):
    enter(days="2026-11-20", name="創立記念日")
    page = owner.get(f"{PAGE}?year=2026")
    november = page.context["months"][10]

    assert november["open_days"] == 18
    assert [cell["on"] and cell["on"].day for cell in november["weeks"][0]] == [1, 2, 3, 4, 5, 6, 7]
    assert [(each["days"], each["name"]) for each in november["named"]] == [
        ("3日", "文化の日"),
        ("20日", "創立記念日"),
        ("23日", "勤労感謝の日"),
    ]
    assert '<td class="off own">20<span class="vh"> 創立記念日</span>' in page.content.decode()


def test_a_year_beyond_the_list_of_holidays_says_so(owner):
    assert "予測です" not in owner.get(f"{PAGE}?year=2027").content.decode()
    assert "予測です" in owner.get(f"{PAGE}?year=2028").content.decode()


def test_a_lead_reads_the_calendar_and_does_not_change_it(office, browser_of, enter):
    enter()
    lead = browser_of(office.morita)
    page = lead.get(f"{PAGE}?year=2027").content.decode()

    assert "夏季休業" in page
    assert "設定の持ち主ができます" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    assert lead.get(f"{PAGE}table/").status_code == 200
    assert lead.post(f"{PAGE}remove/", {"day": "2027-08-12"}).status_code == 404


def test_only_the_owner_closes_days_whatever_the_way(office, viewer_of, at):
    day = Closing(False, date(2026, 12, 28))

    with pytest.raises(NotAllowed):
        actions.close_days(queries.company(), [day], by=viewer_of(office.morita), at=at)
    with pytest.raises(NotAllowed):
        actions.open_days(queries.company(), [day.key], by=viewer_of(office.morita), at=at)


def test_there_is_an_end_to_closed_days(office, viewer_of, at, monkeypatch):
    monkeypatch.setattr("urakata.features.company.actions.calendar.MOST_CLOSED", 2)
    days = [Closing(False, date(2026, 12, day)) for day in (1, 2, 3)]

    with pytest.raises(NotAllowed):
        actions.close_days(queries.company(), days, by=viewer_of(office.owner), at=at)
    assert kept() == []


def test_days_of_every_year_come_out_of_the_profile(office):
    migration = import_module("urakata.features.company.migrations.0004_half_days")
    ClosedDay.objects.create(on=date(2026, 8, 13), name="夏季休業")
    Company.objects.update(profile={"payday": 25, "closed_days": ["12-29", "02-29", "2026-08-13"]})

    migration.take_out_of_the_profile(apps, SimpleNamespace(connection=connection))

    assert Company.objects.get().profile == {"payday": 25}
    assert kept() == [
        (date(2026, 8, 13), False, "夏季休業", ""),
        (date(2000, 2, 29), True, "", ""),
        (date(2000, 12, 29), True, "", ""),
    ]

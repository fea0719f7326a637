"""period, due, duties: the contract of design §6."""

import json

import pytest

from urakata.config import cli

KEYS = ["duty", "title", "nominal_on", "legal_on", "act_by", "window", "roll", "counting", "sources"]
COMPANY = """\
name: 見本
kind: corporation
employees: 48
fiscal_year_end: "03-31"
payday: 25
bonuses: ["07-10", "12-10"]
closed_days: ["12-10"]
"""


@pytest.fixture(autouse=True)
def empty_home(monkeypatch, tmp_path):
    monkeypatch.delenv("URAKATA_DATABASE_HOST", raising=False)
    monkeypatch.setenv("URAKATA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "company.yaml").write_text(COMPANY)
    return tmp_path / "home"


@pytest.fixture
def ask(capsys):
    def ask(*words):
        code = cli.main([*words, "--json"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


def test_a_deadline_is_answered_with_its_reason(ask, empty_home):
    code, out, _ = ask("due", "gensen_nofu", "--on", "payment_month=2025-12")
    found = json.loads(out)

    assert code == 0
    assert list(found)[:9] == KEYS
    assert found["roll"] == {
        "rule": "next_business_day",
        "calendar": "national_tax",
        "moved": True,
        "basis": found["roll"]["basis"],
    }
    assert (found["nominal_on"], found["legal_on"], found["act_by"]) == ("2026-01-10", "2026-01-13", "2026-01-13")
    assert found["provisional"] is False
    assert "国税通則法10条2項" in found["explanation"]
    assert not empty_home.exists()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("koyo_shikaku_shutoku --on acquisition_date=2026-11-16", "2026-12-10"),  # a date serves for the month
        ("koyo_shikaku_shutoku --on acquisition_month=令和8年11月", "2026-12-10"),
        ("hotei_chosho --on year=2027", "2027-01-31"),
        ("hotei_chosho --on year=2027-06-01", "2027-01-31"),
        ("kasuhara_sochi", "2026-10-01"),
        ("aoiro_hojin --on registration_date=2026-12-01 --company company.yaml", "2027-02-28"),
        ("hojinzei_kakutei --on year=2027 --company company.yaml", "2027-05-31"),
        ("fuyo_kojo --on year=2027 --company company.yaml", "2027-01-24"),
        ("nenmatsu_chosei --on year=2026 --company company.yaml", "2026-12-25"),
        ("kyuyo_shiharai --on payment_month=2026-12 --company company.yaml", "2026-12-25"),
        ("shobo_sogo --on last_on=2026-03-10", "2027-03-10"),
        ("teiki_kenshin", None),
        ("stress_check_hokoku", None),
    ],
)
def test_what_is_given_and_what_the_profile_knows_is_counted(ask, words, answer):
    code, out, _ = ask("due", *words.split())

    assert code == 0
    assert json.loads(out)["nominal_on"] == answer


def test_what_has_no_counted_day_is_placed_by_the_suggested_days(ask):
    found = json.loads(ask("due", "hifuyosha_sakujo", "--on", "fact_date=2026-11-20")[1])

    assert (found["nominal_on"], found["legal_on"], found["act_by"]) == (None, None, "2026-11-25")


def test_a_company_that_is_closed_acts_earlier(ask):
    words = ("due", "gensen_nofu", "--on", "payment_month=2026-11", "--company", "company.yaml")
    found = json.loads(ask(*words)[1])

    assert (found["legal_on"], found["act_by"]) == ("2026-12-10", "2026-12-09")


def test_a_bundle_answers_what_its_days_tell(ask):
    found = json.loads(ask("due", "taisha", "--on", "loss_date=2027-04-01")[1])

    assert list(found) == ["duty", "window", "includes"]
    assert {each["duty"] for each in found["includes"]} == {
        "shaho_shikaku_soshitsu",
        "koyo_shikaku_soshitsu",
        "ninkei_annai",
    }
    assert all(list(each)[:9] == KEYS for each in found["includes"])


def test_parental_leave_answers_its_frame(ask):
    days = ("--on", "expected_birth_date=2026-10-01", "--on", "birth_date=2026-09-20")
    found = json.loads(ask("due", "san_iku_kyu", *days)[1])

    assert found["window"] == {"opens_on": "2026-09-20", "closes_on": "2026-11-26"}
    assert [each["duty"] for each in found["includes"]] == ["shusseiji_ikuji_kyufu"]


def test_a_window_opens_when_the_office_does_and_closes_with_the_deadline(ask):
    def window(duty, year):
        return json.loads(ask("due", duty, "--on", f"year={year}")[1])["window"]

    assert window("rodo_hoken_nendo_koshin", 2019) == {"opens_on": "2019-06-03", "closes_on": "2019-07-10"}
    assert window("santei_kiso", 2027) == {"opens_on": "2027-07-01", "closes_on": "2027-07-12"}
    assert window("kojin_kakutei", 2025) == {"opens_on": "2025-02-16", "closes_on": "2025-03-17"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("due", "DUTY"),
        ("due gensen_nof --on payment_month=2026-11", "gensen_nofu"),
        ("due gensen_nofu", "payment_month"),
        ("due gensen_nofu --on payment_month", "名前=日付"),
        ("due gensen_nofu --on payment_mont=2026-11", "payment_month"),
        ("due gensen_nofu --on payment_month=2026-13", "2026-13"),
        ("due koyo_tenkin --on transfer_date=2026-02-30", "2026-02-30"),
        ("due koyo_tenkin --on transfer_date=令和0年4月1日", "令和0年"),
        ("due koyo_tenkin --on transfer_date=2100-01-01", "2099"),
        ("due koyo_tenkin --on transfer_date=2099-12-30", "2099"),
        ("due koyo_tenkin --on transfer_date=2026-04", "2026-04"),
        ("due toriteki_shiharai --on receipt_date=2025-12-31", "2026-01-01"),
        ("due aoiro_hojin --on registration_date=2026-08-14", "first_fiscal_year_end"),
        ("due koyo_tenkin --on transfer_date=2026-04-01 --on transfer_date=2026-04-02", "transfer_date"),
        ("due gensen_nofu --on payment_month=2026-11 --company nowhere.yaml", "nowhere.yaml"),
        ("period", "period"),
        ("period 2026-02-30 5 days", "2026-02-30"),
        ("period 2026-11-01 0 days", "0"),
        ("period 2026-11-01 5 day", "days"),
        ("period 2026-11-01 5 days --clear", "--before"),
        ("period 2090-11-01 20 years", "2099"),
        ("duties --company company.yaml --from 2027-12-31 --to 2027-01-01", "2027-01-01"),
        ("duties --company company.yaml --from 2027-01-01 --to 2100-01-01", "20"),
        ("duties --company company.yaml --from 2099-01-01 --to 2100-01-01", "2099"),
    ],
)
def test_nonsense_is_refused_in_one_line_that_says_how_to_mend_it(ask, words, said):
    code, out, err = ask(*words.split())

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err or said == "DUTY"


@pytest.mark.parametrize(
    "line", ["employees: -1", 'fiscal_year_end: "13-31"', "a: &a [*a]\nb: [*a, *a]", "employes: 3"]
)
def test_a_company_that_makes_no_sense_is_refused(ask, tmp_path, line):
    (tmp_path / "company.yaml").write_text(f"name: 見本\n{line}\n")

    code, out, err = ask("duties", "--company", "company.yaml", "--from", "2027-01-01", "--to", "2027-12-31")

    assert (code, out, err.count("\n")) == (2, "", 1)


def test_the_duties_of_a_year_are_listed(ask):
    code, out, _ = ask("duties", "--company", "company.yaml", "--from", "2027-01-01", "--to", "2027-12-31")
    found = json.loads(out)

    assert code == 0
    assert list(found) == ["occurrences", "count", "off", "undated"]
    assert {"duty", "title", "for", "legal_on", "act_by", "fixed"} <= found["occurrences"][0].keys()
    days = [each["legal_on"] for each in found["occurrences"]]
    assert days == sorted(days)
    assert "2027-01-01" <= days[0] <= days[-1] <= "2027-12-31"


def test_a_batch_keeps_its_order_and_answers_every_line(ask, tmp_path):
    (tmp_path / "b.jsonl").write_text(
        '["gensen_nofu", "--on", "payment_month=2026-11"]\n["nothing"]\n'
        '["aoiro_hojin", "--on", "registration_date=2026-12-01", "--company", "company.yaml"]\n'
    )

    code, out, _ = ask("due", "--batch", "b.jsonl")
    first, second, third = map(json.loads, out.splitlines())

    assert code == 1
    assert (first["legal_on"], list(second), third["nominal_on"]) == ("2026-12-10", ["error"], "2027-02-28")


@pytest.mark.parametrize("text", ["# あとで書く", "---", "\n#\n"])
def test_a_company_of_comments_alone_is_refused_in_one_line(ask, tmp_path, text):
    (tmp_path / "later.yaml").write_text(text)

    code, out, err = ask("duties", "--company", "later.yaml", "--from", "2026-04-01", "--to", "2026-05-01")

    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "思わぬ誤り" not in err


@pytest.mark.parametrize("file", ["nowhere.yaml", "wrong.yaml", "a\\u0000b.yaml", "\\ud800.yaml"])
def test_a_line_whose_company_cannot_be_read_is_answered_in_its_place(ask, tmp_path, file):
    (tmp_path / "wrong.yaml").write_text("kind: nothing")
    line = '["santei_kiso", "--on", "year=2027"'
    (tmp_path / "b.jsonl").write_text(f'{line}, "--company", "{file}"]\n{line}]\n')

    code, out, _ = ask("due", "--batch", "b.jsonl")
    first, second = map(json.loads, out.splitlines())

    assert code == 1
    assert list(first) == ["error"]
    assert second["legal_on"] == "2027-07-12"


def test_periods_come_in_batches_too(ask, tmp_path):
    (tmp_path / "b.jsonl").write_text(
        '["2026-06-25", "2", "weeks", "--before", "--clear"]\n["2026-07-10", 5, "days"]\n'
    )

    code, out, _ = ask("period", "--batch", "b.jsonl")

    assert code == 0
    assert [json.loads(line)["first"] for line in out.splitlines()] == ["2026-06-10", "2026-07-11"]

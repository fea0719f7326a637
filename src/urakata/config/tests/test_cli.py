"""入口: words in, one object or one line out; never a traceback, never a home where none is needed."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from urakata.config import cli
from urakata.core.business_days import CALENDARS
from urakata.core.holidays import by_law
from urakata.rules.holidays import shipped


@pytest.fixture(autouse=True)
def empty_home(monkeypatch, tmp_path):
    """A home of its own on the embedded database: whether a server holds a company, only the server can tell."""
    monkeypatch.delenv("URAKATA_DATABASE_HOST", raising=False)
    monkeypatch.setenv("URAKATA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def ask(capsys):
    """Exit code, stdout and stderr of one call."""

    def ask(*words):
        code = cli.main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("add 2026-11-17 5 --calendar bank", "2026-11-25"),
        ("--calendar bank add 2026-11-17 5", "2026-11-25"),
        ("add --calendar=bank 2026-11-17 -5", "2026-11-10"),
        ("add 2026-11-22 0", "2026-11-24"),
        ("nth 2026-11 10", "2026-11-16"),
        ("last 2026-12 --calendar national_tax", "2026-12-28"),
        ("shift 2026-11-15 next", "2026-11-16"),
        ("shift 2026-11-15 previous", "2026-11-13"),
        ("count 2026-11", 19),
    ],
)
def test_bizday_answers_in_one_object(ask, empty_home, words, result):
    code, out, err = ask("bizday", *words.split(), "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)["result"] == result
    assert list(json.loads(out)) == ["result", "calendar", "provisional"]
    assert not empty_home.exists()


def test_a_year_beyond_the_official_list_is_marked(ask):
    assert json.loads(ask("bizday", "count", "2040-05", "--json")[1])["provisional"] is True


def test_django_is_not_loaded_for_a_question_of_days():
    ask = "from urakata.config import cli; cli.main(['bizday', 'count', '2026-11'])"
    code = f"import sys; {ask}; sys.exit('django' in sys.modules)"

    env = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, stdout=subprocess.DEVNULL)

    assert done.returncode == 0


def test_a_home_with_a_database_is_asked_for_its_closed_days(empty_home):
    empty_home.mkdir()
    (empty_home / "urakata.sqlite3").touch()
    env = {"PYTHONPATH": ":".join(sys.path), "URAKATA_HOME": str(empty_home)}

    command = [sys.executable, "-m", "urakata.config.cli", "bizday", "add", "2026-11-17", "1"]
    done = subprocess.run(command, env=env, capture_output=True, text=True)

    assert (done.returncode, done.stdout, done.stderr) == (0, "2026-11-18\n", "")


def test_a_home_of_an_older_version_is_not_answered_without_its_closed_days(empty_home):
    empty_home.mkdir()
    with closing(sqlite3.connect(empty_home / "urakata.sqlite3")) as older:
        older.execute("CREATE TABLE company_company (id integer)")
    env = {"PYTHONPATH": ":".join(sys.path), "URAKATA_HOME": str(empty_home), "PYTHONUTF8": "1"}

    command = [sys.executable, "-m", "urakata.config.cli", "bizday", "add", "2026-11-17", "1"]
    done = subprocess.run(command, env=env, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (2, "")
    assert "前の版の家です" in done.stderr


def test_a_list_of_holidays_that_the_home_keeps_counts_without_django(empty_home):
    kept = empty_home / "rules" / "holidays" / "official.csv"
    kept.parent.mkdir(parents=True)
    listed = {**shipped().official, **by_law(2028), date(2028, 6, 1): "時の記念日"}
    kept.write_text("date,name\n" + "".join(f"{on},{name}\n" for on, name in listed.items()), encoding="utf-8")
    env = {"PYTHONPATH": ":".join(sys.path), "URAKATA_HOME": str(empty_home), "PYTHONUTF8": "1"}
    ask = "from urakata.config import cli; cli.main(['bizday', 'add', '2028-05-31', '1', '--json'])"

    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {ask}; sys.exit('django' in sys.modules)"],
        env=env, capture_output=True, text=True,
    )  # fmt: skip

    assert json.loads(done.stdout) == {"result": "2028-06-02", "calendar": "company", "provisional": False}
    assert done.returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        "", "bizdai", "bizday", "bizday nth", "bizday add 2026-11-17", "bizday add 2026-13-01 1", "bizday add x 1",
        "bizday add 2026-11-17 99999999999999999999", "bizday nth 2026-11 40", "bizday count 2026-11 --calendar moon",
        "bizday add 2026-11-17 1 --unknown", "bizday --calendar", "bizday --batch", "bizday --batch missing.jsonl",
        "bizday --batch .", "--today yesterday bizday count 2026-11", "plan", "plan missing.yaml --due 2026-11-25",
        "plan . --due 2026-11-25", "audit", "audit verify", "audit verify --head x", "worker", "sweep",
        "doctor", "backup b.zip", "--home", "bizday count 2026-11 --company missing.yaml", "\x00",
        "bizday \udcff",
    ],
)  # fmt: skip
def test_bad_input_is_one_japanese_line_and_exit_2(ask, empty_home, words):
    code, out, err = ask(*words.split(" ")) if words else ask()

    assert code == 2
    assert out == "" or not words
    assert words == "" or (err.count("\n") == 1 and "Traceback" not in err)
    assert words == "" or any("ぁ" <= letter <= "ん" for letter in err), err
    assert not empty_home.exists()


def test_a_home_that_is_a_file_is_refused(ask, tmp_path):
    (tmp_path / "file").write_text("")

    code, _, err = ask("sweep", "--home", "file")

    assert code == 2
    assert "--home" in err


def test_an_empty_home_names_the_way_to_begin(ask):
    for command in ("worker", "sweep", "doctor"):
        assert "./urakata serve" in ask(command)[2]


def test_a_batch_answers_line_by_line_in_order(ask, tmp_path):
    lines = ['["add","2026-11-17",5]', '["nonsense"]', "not json", '["count","2026-11","--calendar","bank"]']
    (tmp_path / "b.jsonl").write_text("\n".join(lines) + "\n")

    code, out, err = ask("bizday", "--batch", "b.jsonl")

    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(answers)) == (1, "", 4)
    assert [list(answer) == ["error"] for answer in answers] == [False, True, True, False]
    assert answers[3]["result"] == 19


def test_a_batch_without_mistakes_ends_with_0(ask, tmp_path):
    (tmp_path / "b.jsonl").write_text("".join(f'["count","2026-11","--calendar","{name}"]\n' for name in CALENDARS))

    code, out, _ = ask("bizday", "--batch", "b.jsonl", "--json")

    assert code == 0
    assert [json.loads(line)["calendar"] for line in out.splitlines()] == list(CALENDARS)


def test_closed_days_of_a_company_file_close_its_calendar(ask, tmp_path):
    (tmp_path / "company.yaml").write_text('name: 見本\nclosed_days: ["11-18"]\n')

    asked = ("bizday", "add", "2026-11-17", "1", "--company", "company.yaml", "--json")

    assert json.loads(ask(*asked)[1])["result"] == "2026-11-19"
    assert json.loads(ask(*asked, "--calendar", "plain")[1])["result"] == "2026-11-18"


PROCEDURE = """
key: closing
title: 月次決算
steps:
  - {key: gather, title: 集める, minutes: 30, due: {from: anchor, offset: -3, unit: business_days}}
  - {key: compare, title: 比べる, minutes: 960, needs: [gather], due: {from: anchor, offset: 0, unit: days}}
"""


@pytest.mark.parametrize(("today", "late"), [("2026-11-19", False), ("2026-11-20", True)])
def test_plan_counts_back_and_says_whether_it_is_late(ask, tmp_path, today, late):
    (tmp_path / "p.yaml").write_text(PROCEDURE)

    code, out, _ = ask("plan", "p.yaml", "--due", "2026-11-25", "--today", today, "--json")

    assert code == 0
    assert json.loads(out) == {
        "steps": [
            {"key": "gather", "start_on": "2026-11-19", "due_on": "2026-11-19", "minutes": 30},
            {"key": "compare", "start_on": "2026-11-24", "due_on": "2026-11-25", "minutes": 960},
        ],
        "late": late,
    }


def test_a_circle_in_a_procedure_is_bad_input_with_its_place(ask, tmp_path):
    (tmp_path / "p.yaml").write_text(
        "key: a\ntitle: a\nsteps:\n  - {key: x, title: x, needs: [y]}\n  - {key: y, title: y, needs: [x]}\n"
    )

    code, _, err = ask("plan", "p.yaml", "--due", "2026-11-25")

    assert code == 2
    assert "p.yaml" in err
    assert "輪" in err


def test_a_fault_of_ours_is_one_line_and_the_rest_in_a_file(ask, empty_home, monkeypatch):
    def breaks(*_):
        raise ZeroDivisionError

    empty_home.mkdir()
    monkeypatch.setattr(cli, "answered", breaks)

    code, out, err = ask("bizday", "count", "2026-11")

    assert (code, out, err.count("\n")) == (cli.OURS, "", 1)
    assert "ZeroDivisionError" in (empty_home / "errors.log").read_text()


def test_today_of_one_call_is_that_day_at_opening_time():
    assert cli._moment(date(2026, 11, 17)).isoformat() == "2026-11-17T08:30:00+09:00"


def test_help_names_every_command(ask):
    code, out, _ = ask("--help")

    assert code == 0
    assert all(f"  {name}" in out for name in cli.SURFACE)

"""export calendar: to a file by its ending, else iCalendar on stdout."""

import csv
import json
from datetime import date

import pytest
from icalendar import Calendar
from ruamel.yaml import YAML

from urakata.common.commands import BadInput, Call
from urakata.config.words import Words
from urakata.core.viewer import operator
from urakata.features.plan.commands import COMMANDS


@pytest.fixture
def export(work, at, tmp_path):
    def exported(*words: str, viewer=None):
        parser = Words(prog="x", add_help=False)
        COMMANDS[0].arguments(parser)
        return COMMANDS[0].run(Call(parser.parse_args(words), viewer or operator(at.date()), at, tmp_path))

    return exported


def test_without_a_word_it_is_a_calendar_on_stdout(export):
    answer = export()

    told = answer.plain
    assert (told["format"], told["from"], told["to"]) == ("ics", "2026-11-01", "2027-11-30")
    assert len(Calendar.from_ical(answer.lines[0] + "\n").walk("VEVENT")) == told["count"] == 3
    assert json.dumps(told)


@pytest.mark.parametrize("name", ["予定.ics", "plan.CSV", "plan.yaml", "plan.yml", "plan"])
def test_the_ending_of_the_file_says_how(name, export, tmp_path):
    out = tmp_path / name

    told = export("--from", "2026-12-01", "--to", "R8.12.31", "--out", str(out)).plain

    content = out.read_bytes()
    read = {"csv": lambda: csv.reader(content.decode().splitlines()), "yaml": lambda: YAML(typ="safe").load(content)}
    assert told["bytes"] == len(content)
    assert read.get(told["format"], lambda: Calendar.from_ical(content))()


def test_as_somebody_it_is_with_their_eyes(export, office, viewer_of):
    assert export("--format", "csv", viewer=viewer_of(office.nishino)).plain["count"] == 1
    assert "賞与" not in export("--format", "yaml", viewer=viewer_of(office.nishino)).plain["text"]


def test_asked_twice_it_answers_the_same(export):
    assert export().plain == export().plain


@pytest.mark.parametrize(
    "words", [("--from", "9999-12-31"), ("--to", "2020-01-01"), ("--from", "2000-01-01", "--to", "2030-01-01")]
)
def test_days_that_cannot_be_are_refused_in_one_line(words, export):
    with pytest.raises(BadInput, match=r"。$"):
        export(*words)


def test_a_lone_first_day_takes_a_year_and_its_month(export):
    told = export("--from", str(date(2027, 12, 5))).plain

    assert (told["from"], told["to"]) == ("2027-12-05", "2028-12-31")

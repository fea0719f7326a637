"""始まりのリンク in the terminal: printed by serve while there is no company, and never afterwards."""

import json

import pytest

from urakata.common.accounts import beginning
from urakata.config.commands import running
from urakata.core.profile import Profile
from urakata.core.viewer import operator
from urakata.features.company import actions


@pytest.fixture(autouse=True)
def empty_home(settings, tmp_path, db):
    settings.BEGIN_FILE = tmp_path / "begin"


def test_an_empty_home_gets_a_link_that_opens():
    path = running._link()

    assert beginning.is_open(path.split("/")[2])


def test_a_home_with_a_company_gets_none_and_an_old_one_is_closed(at, settings):
    beginning.new_link()
    actions.init_company(Profile(), by=operator(at.date()), at=at)

    assert running._link() == ""
    assert not settings.BEGIN_FILE.exists()


def test_it_is_told_to_people_and_to_programs(capsys, settings):
    settings.BASE_URL = "https://urakata.example.jp"
    words = {"browser": False, "begin": "/begin/x/"}

    running._announce("http://127.0.0.1:8000", [1, 2], as_json=True, **words)
    running._announce("http://127.0.0.1:8000", [1, 2], as_json=False, **words)

    first, *lines = capsys.readouterr().out.splitlines()
    told = json.loads(first)
    assert told["begin"] == "https://urakata.example.jp/begin/x/"
    assert lines[-1] == "https://urakata.example.jp/begin/x/"


def test_without_a_link_the_answer_is_what_it_always_was(capsys):
    running._announce("http://127.0.0.1:8000", [1, 2], as_json=True, browser=False, begin="")

    assert json.loads(capsys.readouterr().out) == {"ready": True, "url": "http://127.0.0.1:8000", "pids": [1, 2]}

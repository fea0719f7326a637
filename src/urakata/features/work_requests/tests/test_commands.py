"""命令: import form and export form keep the contract of the command line."""

import json

import pytest

from urakata.config.cli import main
from urakata.features.work_requests.models import Form
from urakata.features.work_requests.tests.conftest import FAMILY


@pytest.fixture
def file(tmp_path, office, monkeypatch):
    monkeypatch.setattr("urakata.config.opening.refuse_empty", lambda home: None)
    monkeypatch.setattr("urakata.config.opening.prepare", lambda home: None)
    made = tmp_path / "family.yaml"
    made.write_text(FAMILY, encoding="utf-8")
    return made


def said(capsys, *words: str) -> tuple[int, dict]:
    code = main([*words, "--json"])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else {"error": out.err}


def test_a_form_is_brought_in_and_known_again(file, capsys):
    first, second = said(capsys, "import", "form", str(file)), said(capsys, "import", "form", str(file))

    nothing = {"skipped": [], "problems": [], "form": "family"}
    assert first == (0, {"added": 1, "changed": 0, "same": 0, **nothing})
    assert second == (0, {"added": 0, "changed": 0, "same": 1, **nothing})


def test_a_dry_run_keeps_nothing(file, capsys):
    code, plain = said(capsys, "import", "form", str(file), "--dry-run")

    assert (code, plain["added"]) == (0, 1)
    assert not Form.objects.exists()


def test_a_bad_file_is_one_line_with_its_place(file, capsys):
    file.write_text("key: a\ntitle: A\nfields: [マイナンバー, い, う, え, お, か]\n", encoding="utf-8")

    code, plain = said(capsys, "import", "form", str(file))

    assert code == 2
    assert plain["error"].startswith("family.yaml: 3行目")
    assert "（ほかに1件）" in plain["error"]
    assert plain["error"].count("\n") == 1


def test_what_is_written_out_reads_the_same(file, capsys, tmp_path):
    said(capsys, "import", "form", str(file))
    out = tmp_path / "out.yaml"

    assert said(capsys, "export", "form", "family", "--out", str(out))[0] == 0
    assert said(capsys, "import", "form", str(out))[1]["same"] == 1
    assert said(capsys, "export", "form", "nobody")[0] == 2
    assert said(capsys, "import", "form", str(file), "--as", "kobayashi@kodachi.example")[0] == 1

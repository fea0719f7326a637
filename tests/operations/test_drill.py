"""控えと戻す練習: a backup taken while others write, and the whole way back."""

import hashlib
import os
from pathlib import Path

import pytest

EVIDENCE = "b" * 64
WRITER = """
from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.config.home import now
from urakata.core.viewer import operator
print("writing", flush=True)
for number in range(150):
    with audit.act(by=operator(now().date()), at=now()) as record:
        record("task.finished", about=About("task", str(number), "作業"))
"""
COUNT = "from urakata.common.audit.models import Entry; print(Entry.objects.count())"
needs_a_file = pytest.mark.skipif("URAKATA_DATABASE_HOST" in os.environ, reason="the database is not in the home")


@pytest.fixture
def evidence(company) -> Path:
    kept = company.home / "files" / EVIDENCE[:2] / EVIDENCE
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"%PDF-1.7")
    return kept


@pytest.fixture
def holidays(company) -> Path:
    """A list of holidays that the installation keeps itself."""
    kept = company.home / "rules" / "holidays" / "official.csv"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("date,name\n2028-01-01,元日\n", encoding="utf-8")
    return kept


def test_a_backup_taken_under_writers_comes_back_whole(company, evidence, holidays, tmp_path):
    writer = company.python(WRITER)
    assert writer.stdout.readline() == "writing\n"
    taken = company.json("backup", str(tmp_path / "b.zip"))
    writer.communicate(timeout=120)
    lost = company.json("audit", "verify")["entries"]
    evidence.unlink()
    holidays.write_text("")

    restored = company.json("restore", str(tmp_path / "b.zip"))

    assert set(taken) == {"file", "bytes", "sha256", "head"}
    assert taken["sha256"] == hashlib.sha256(Path(taken["file"]).read_bytes()).hexdigest()
    assert taken["bytes"] == Path(taken["file"]).stat().st_size
    assert restored["ok"]
    assert 0 < restored["entries"] < lost
    assert evidence.read_bytes() == b"%PDF-1.7"
    assert "元日" in holidays.read_text(encoding="utf-8")
    verdict = company.json("audit", "verify", "--head", taken["head"])
    assert verdict["ok"]


@needs_a_file
def test_it_comes_back_into_an_empty_home(company, evidence, tmp_path):
    company.run("backup", str(tmp_path / "b.zip"))
    key = (company.home / "secret_key").read_text()
    other = company.home.rename(tmp_path / "lost")

    done = company.run("restore", str(tmp_path / "b.zip"))

    assert done.returncode == 0, done.stderr
    assert evidence.exists()
    assert (company.home / "secret_key").read_text() == key
    assert company.json("audit", "verify")["ok"]
    assert other.exists()


@needs_a_file
def test_the_old_home_is_kept_aside(company, tmp_path):
    company.run("backup", str(tmp_path / "b.zip"))
    company.done(WRITER.replace("300", "3"))

    moved = Path(company.json("restore", str(tmp_path / "b.zip"))["moved"])

    assert (moved / "urakata.sqlite3").exists()
    assert int(company.done(COUNT)) == 0


@pytest.mark.parametrize("damage", [lambda raw: raw[:-100], lambda raw: raw[: len(raw) // 2] + b"x" * 40])
def test_a_damaged_backup_changes_nothing(company, tmp_path, damage):
    company.run("backup", str(tmp_path / "b.zip"))
    raw = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(damage(raw))
    before = company.json("audit", "verify")

    done = company.run("restore", str(tmp_path / "b.zip"))

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert company.json("audit", "verify") == before
    assert not list(company.home.glob(".working-*"))


def test_a_home_that_runs_is_not_restored(company, tmp_path):
    company.run("backup", str(tmp_path / "b.zip"))

    with company.running("serve"):
        done = company.run("restore", str(tmp_path / "b.zip"))

    assert done.returncode == 2
    assert "いま動いています" in done.stderr


@needs_a_file
def test_what_a_backup_holds_is_for_the_owner_of_the_machine_alone(company, tmp_path):
    company.run("backup", str(tmp_path / "b.zip"))

    for path in (tmp_path / "b.zip", company.home / "urakata.sqlite3", company.home / "secret_key"):
        assert path.stat().st_mode & 0o077 == 0

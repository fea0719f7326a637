"""傷んだ家: whatever stands in a home, a command answers in one line."""

import os

import pytest

needs_a_file = pytest.mark.skipif("URAKATA_DATABASE_HOST" in os.environ, reason="the database is not in the home")


@needs_a_file
@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_broken_database_is_named(company, content):
    for path in company.home.glob("urakata.sqlite3*"):
        path.unlink()
    (company.home / "urakata.sqlite3").write_bytes(content)

    done = company.run("audit", "verify")

    assert done.returncode == 2, done
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_an_unknown_person_is_named(company):
    done = company.run("audit", "verify", "--as", "nobody@example.com")

    assert done.returncode == 2
    assert "nobody@example.com" in done.stderr


def test_every_command_of_the_surface_is_there(company):
    from urakata.config.cli import SURFACE, WITHOUT_DJANGO

    listed = company.done("""
from urakata.config import opening
print(*{command.name.split()[0] for command in opening.commands()})
""")

    assert set(listed.split()) | WITHOUT_DJANGO.keys() == set(SURFACE)

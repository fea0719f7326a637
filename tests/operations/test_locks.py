"""部品の一覧: ./check installs the development list, ./urakata the other into the same .venv."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def pins(name):
    """Each package with its version and hashes."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text()):
        head = re.match(r"([a-z0-9._-]+)==([^\s;\\]+)", block)
        found[head[1]] = (head[2], frozenset(re.findall(r"sha256:([0-9a-f]{64})", block)))
    return found


def test_the_development_list_holds_all_of_the_other():
    running, developing = pins("requirements.lock"), pins("requirements-dev.lock")

    assert {name: pin for name, pin in running.items() if developing.get(name) != pin} == {}


def test_the_list_for_postgresql_is_the_other_and_psycopg():
    running, with_postgres = pins("requirements.lock"), pins("requirements-postgres.lock")

    assert {name: pin for name, pin in running.items() if with_postgres.get(name) != pin} == {}
    assert {"psycopg", "psycopg-pool", "psycopg-binary"} <= set(with_postgres) - set(running)


def test_every_package_has_its_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-postgres.lock", "requirements-dev.lock"):
        assert all(hashes for _, hashes in pins(name).values())
        assert "://" not in (ROOT / name).read_text()

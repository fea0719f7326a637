"""見張り: web and worker come up together, come back, and leave nothing behind."""

import json
import os
import signal
import socket
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.operations.conftest import wait_for_a_beat


def answers(url):
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as response:
            return json.load(response) == {"ok": True}
    except (URLError, OSError):
        return False


def soon(condition, seconds=30):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def gone(pids):
    return not any(Path(f"/proc/{pid}").exists() and "Z (" not in _state(pid) for pid in pids)


def _state(pid):
    try:
        return Path(f"/proc/{pid}/status").read_text().split("State:")[1][:12]
    except (FileNotFoundError, ProcessLookupError):
        return "Z ("


def family(pids):
    """The processes themselves and what they started."""
    found = set(pids)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(path.parent.name), int(path.read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent in pids:
            found.add(pid)
    return found


def test_it_says_when_it_is_ready_and_ends_within_eight_seconds(company):
    with company.running("serve") as (process, ready):
        assert list(ready) == ["ready", "url", "pids"]
        assert ready["ready"] is True
        assert answers(ready["url"])
        everybody = family(ready["pids"])
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=8) == 0

        assert time.monotonic() - begun < 8
        assert gone(everybody)


def test_a_killed_child_comes_back(company):
    with company.running("serve") as (_, ready):
        killed_at = datetime.now(UTC)
        for pid in ready["pids"]:
            os.kill(pid, signal.SIGKILL)

        soon(lambda: answers(ready["url"]))
        wait_for_a_beat(company, since=killed_at)


def test_nothing_outlives_a_killed_supervisor(company):
    with company.running("serve") as (process, ready):
        everybody = family(ready["pids"])

        process.kill()

        soon(lambda: gone(everybody), seconds=5)
        assert not answers(ready["url"])


def test_one_home_runs_once(company):
    with company.running("serve"):
        second = company.run("serve", "--port", "0")

    assert second.returncode == 2
    assert "動いています" in second.stderr


def test_a_taken_port_is_one_line(company):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        done = company.run("serve", "--port", str(taken.getsockname()[1]))

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--port" in done.stderr


@pytest.mark.parametrize("words", [("--port", "70000"), ("--port", "-1"), ("--host", "no such host"), ("--host", "")])
def test_an_address_that_cannot_be_is_one_line(company, words):
    done = company.run("serve", *words)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_the_clock_of_a_running_home_is_the_day_it_was_told(company):
    with company.running("serve", "--today", "2026-11-17"):
        done = company.json("sweep")

    assert done["at"].startswith("2026-11-17T08:3")


def test_a_demo_never_touches_a_real_company(company):
    done = company.run("demo", "--port", "0", "--no-browser", "--reset")

    assert done.returncode == 2
    assert "--home" in done.stderr
    assert company.json("audit", "verify")["ok"]


def test_the_sweep_answers_what_it_did_and_a_second_does_nothing(company):
    first = company.json("sweep", "--at", "2026-11-17T09:00")
    second = company.json("sweep", "--at", "2026-11-17T09:01")

    assert first["done"]["backup.nightly"] == 1
    assert second["count"] == 0

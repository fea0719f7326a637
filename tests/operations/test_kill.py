"""kill -9: what was acknowledged is there, nothing twice, nothing half, and the chain holds."""

import http.client
import json
import os
import re
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from tests.operations.conftest import wait_for_a_beat

ERRANDS, HANDS, KILLS = 200, 4, 3
PREPARE = """
import json
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from urakata.config.home import now
from urakata.core.viewer import operator
from urakata.features.company.models import Department, Person, Role
from urakata.features.runs.actions import errands
at = now()
department = Department.objects.create(name="総務")
account = get_user_model().objects.create_user("saeki@example.com", "naisho-no-kotoba")
person = Person.objects.create(code="saeki", name="佐伯 悠", account=account, department=department)
Role.objects.create(person=person, name="office")
by = operator(at.date())
runs = [errands.add(f"用事{n}", who=person, due_on=at.date(), by=by, at=at) for n in range(%d)]
session = SessionStore()
session["_auth_user_id"] = str(account.pk)
session["_auth_user_backend"] = "urakata.common.accounts.backend.AccountBackend"
session["_auth_user_hash"] = account.get_session_auth_hash()
session.create()
print(json.dumps([session.session_key, [run.code for run in runs]]))
"""
FOUND = """
import json
from collections import Counter
from urakata.common.audit.models import Entry
from urakata.features.runs.models import Run, Stamp, Task
finished = Entry.objects.filter(act="task.finished").values_list("run_code", flat=True)
print(json.dumps({
    "done": list(Task.objects.filter(state="done").values_list("run__code", flat=True)),
    "over": list(Run.objects.exclude(finished_at=None).values_list("code", flat=True)),
    "stamps": Counter(Stamp.objects.values_list("task__run__code", flat=True)),
    "entries": Counter(finished),
}))
"""


class Hand:
    """A person pressing 終える, again and again until somebody answers."""

    def __init__(self, url, session):
        self.address = urlsplit(url).netloc
        cookies = f"sessionid={session}; csrftoken={'c' * 32}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": "c" * 32, "Content-Type": "application/x-www-form-urlencoded"}

    def finish(self, code):
        """True: acknowledged. False: somebody had finished it already, such as the press whose answer was lost."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                return self._press(code)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
        raise AssertionError(f"nobody answered for {code}")

    def _press(self, code):
        connection = http.client.HTTPConnection(self.address, timeout=10)
        try:
            connection.request("POST", f"/runs/{code}/tasks/1/finish/", "", self.headers)
            response = connection.getresponse()
            response.read()
        finally:
            connection.close()
        assert response.status in (302, 422), response.status
        return response.status == 302


def children(process):
    """Web and worker as they are now; after a kill they have other numbers."""
    asked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in re.findall(r"\d+", asked.stdout)]


def kill_now_and_then(process, times):
    for _ in range(times):
        time.sleep(1)
        killed_at = datetime.now(UTC)
        for pid in children(process):
            os.kill(pid, signal.SIGKILL)
        time.sleep(1.5)
    return killed_at


@pytest.mark.parametrize("who_is_killed", ["web and worker", "the supervisor"])
def test_every_acknowledged_finish_survives_and_none_is_there_twice(company, who_is_killed):
    session, codes = json.loads(company.done(PREPARE % ERRANDS))

    if who_is_killed == "web and worker":
        with company.running("serve") as (process, ready), ThreadPoolExecutor(HANDS + 1) as hands:
            killing = hands.submit(kill_now_and_then, process, KILLS)
            answered = dict(zip(codes, hands.map(Hand(ready["url"], session).finish, codes), strict=True))
            killed_at = killing.result()
            wait_for_a_beat(company, since=killed_at)
    else:
        answered = {}
        with company.running("serve") as (process, ready):
            hand = Hand(ready["url"], session)
            answered |= {code: hand.finish(code) for code in codes[: ERRANDS // 4]}
            process.kill()
        with company.running("serve") as (_, ready):
            hand = Hand(ready["url"], session)
            answered |= {code: hand.finish(code) for code in codes[ERRANDS // 4 :]}

    found = json.loads(company.done(FOUND))
    acknowledged = {code for code, was in answered.items() if was}
    assert acknowledged <= set(found["done"])
    assert len(acknowledged) > ERRANDS // 2
    assert sorted(found["done"]) == sorted(codes)
    assert sorted(found["over"]) == sorted(codes)
    assert found["stamps"] == found["entries"] == dict.fromkeys(codes, 1)
    assert company.json("audit", "verify")["ok"]

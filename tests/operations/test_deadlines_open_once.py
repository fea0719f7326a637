"""締切から開く: two workers at the same moment, one of them killed, and every day again: each deadline one run."""

import json
import time

SWEEPERS = 3
BEGIN = """
from datetime import timedelta
from urakata.config.home import now
from urakata.config.sample.company import PROFILE
from urakata.features.company.models import Company, Grant, Person, Role
Company.objects.update(profile=PROFILE.to_plain(), made_at=now() - timedelta(days=400))
holder = Person.objects.create(code="saeki", name="佐伯 悠", hired_on=now().date() - timedelta(days=900))
Role.objects.create(person=holder, name="office")
at = now()
Grant.objects.create(code="g-pay", person=holder, clearance="pay", granted_at=at, confirmed_at=at)
"""
SWEEP = """
from datetime import datetime, timedelta
from urakata.common.jobs.registry import sweepers
at = datetime.fromisoformat("{at}")
for day in range({days}):
    for name in ("duties.open_due", "runs.open_due"):
        print(name, sweepers[name](at + timedelta(days=day)), flush=True)
"""
READER = """
import json
from collections import Counter
from urakata.common.audit import queries
from urakata.common.audit.models import Entry
from urakata.features.procedures.models import Procedure
from urakata.features.runs.models import Run
runs = list(Run.objects.values_list("procedure__key", "occurrence", "step_count"))
whole = all(Run.objects.get(procedure__key=key, occurrence=when).line().count() == steps for key, when, steps in runs)
print(json.dumps([
    queries.verify().ok, whole,
    sorted(when for _, when, _ in runs if ":" in when), sorted([key, when] for key, when, _ in runs),
    Entry.objects.filter(act="run.opened").count(),
    sorted(Procedure.objects.values_list("key", flat=True)),
]))
"""


def test_workers_that_sweep_at_once_open_each_deadline_once(company):
    company.done(BEGIN)

    sweepers = [company.python(SWEEP.format(at="2026-11-30T00:01+09:00", days=5)) for _ in range(SWEEPERS)]
    time.sleep(1.5)
    sweepers[0].kill()  # in the middle of something
    for sweeper in sweepers[1:]:
        _, err = sweeper.communicate(timeout=240)
        assert sweeper.returncode == 0, err
    sweepers[0].communicate()
    before = json.loads(company.done(READER))

    company.done(SWEEP.format(at="2026-11-28T00:01+09:00", days=7))  # the clock was set back, and everything again

    ok, whole, deadlines, runs, opened, procedures = json.loads(company.done(READER))
    assert ok
    assert whole
    assert before[3] == runs
    assert len(set(deadlines)) == len(deadlines) > 3
    assert len(set(map(tuple, runs))) == len(runs) == opened
    assert len(set(procedures)) == len(procedures)
    assert ["tax_payment", "2026-12-10"] in runs
    assert "gensen_nofu:2026-11" not in deadlines

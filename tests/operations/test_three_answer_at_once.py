"""本人の答え: three people send their answers in the same moment, and each a second time: every one counts once."""

import json

PEOPLE, SENT = 3, 4
OPEN = """
from datetime import date
from urakata.config.home import now
from urakata.core.viewer import operator
from urakata.features.company.models import Person
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import rows
from urakata.features.runs.actions.opening import open_by_hand
from urakata.formats.procedures import read
outline, mistakes = read('''
key: survey
title: 使っているアカウント
steps:
  - {{key: answer, title: 答える, per: subject, who: subject, ask: accounts_in_use}}
  - {{key: close, title: 締める, needs: [answer]}}
''')
assert not mistakes, mistakes
by = operator(now().date())
import_outline(outline, reason="はじめ", by=by, at=now())
run = open_by_hand(Procedure.objects.get(key="survey"), anchor_on=date(2026, 12, 25), by=by, at=now())
people = [Person.objects.create(code=f"p{{n}}", name=f"人 {{n}}", hired_on=date(2020, 4, 1)) for n in range({people})]
rows.add(run, people, [], by=by, at=now())
print(run.code)
"""
ANSWER = """
from urakata.config.home import now
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company.models import Person
from urakata.features.runs.actions import replying
from urakata.features.runs.models import Run
run, person = Run.objects.get(code="{code}"), Person.objects.get(code="p{n}")
by = Viewer(person.pk, frozenset(["employee"]), on=now().date())
said = {{"ask:services": "メール {n}", "ask:shared": "ない", "ask:own": "ない"}}
refused = 0
for _ in range({sent}):
    cell = run.cells().select_related("run", "head", "subject").get(subject__person=person)
    try:
        replying.send(cell, said, [], by=by, at=now())
    except NotAllowed as second:
        refused += [str(problem) for problem in second.problems] == ["already_done"]
print(refused)
"""
READER = """
import json
from urakata.common.audit import queries
from urakata.features.runs.models import Run, Stamp
run = Run.objects.get(code="{code}")
said = sorted(cell.answers["ask:services"]["value"] for cell in run.cells())
states = list(run.line().order_by("number").values_list("state", flat=True))
print(json.dumps([queries.verify().ok, said, states, Stamp.objects.count()]))
"""


def test_three_who_answer_at_once_are_all_heard_once(company):
    code = company.done(OPEN.format(people=PEOPLE)).strip()

    phones = [company.python(ANSWER.format(code=code, n=n, sent=SENT)) for n in range(PEOPLE)]
    for phone in phones:
        out, err = phone.communicate(timeout=120)
        assert phone.returncode == 0, err
        assert int(out) == SENT - 1

    ok, said, states, stamps = json.loads(company.done(READER.format(code=code)))
    assert ok
    assert said == [f"メール {n}" for n in range(PEOPLE)]
    assert states == ["done", "now"]
    assert stamps == PEOPLE

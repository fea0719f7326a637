"""人と工程の表: eight people tick on the same grid at once: no lost tick, no lock error."""

import json

WRITERS, EACH = 8, 6
OPEN = """
from datetime import date
from urakata.config.home import now
from urakata.core.viewer import operator
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import rows
from urakata.features.runs.actions.opening import open_by_hand
from urakata.formats.procedures import read
outline, mistakes = read('''
key: grid
title: 書類集め
steps:
  - {{key: collect, title: 集める, per: subject, checks: [{{key: got, text: 届いた}}]}}
  - {{key: look, title: 見る, per: subject, needs: [collect], checks: [{{key: seen, text: 見た}}]}}
  - {{key: close, title: 締める, needs: [look]}}
''')
assert not mistakes, mistakes
by = operator(now().date())
import_outline(outline, reason="はじめ", by=by, at=now())
run = open_by_hand(Procedure.objects.get(key="grid"), anchor_on=date(2026, 12, 25), by=by, at=now())
rows.add(run, [], ["人 " + str(n) for n in range({people})], by=by, at=now())
print(run.code)
"""
TICK = """
from urakata.config.home import now
from urakata.core.viewer import operator
from urakata.features.runs.actions import doing, many
from urakata.features.runs.models import Run
run, by = Run.objects.get(code="{code}"), operator(now().date())
mine = list(run.subjects.order_by("pk")[{first}:{first} + {each}])
for row in mine[:3]:
    for cell in row.tasks.select_related("run", "head", "subject").order_by("number"):
        doing.finish(cell, {{check: "1" for check in ("got", "seen")}}, by=by, at=now())
for head in run.line().filter(is_head=True):
    many.finish(head, mine[3:], by=by, at=now())
"""
READER = """
import json
from collections import Counter
from urakata.common.audit import queries
from urakata.features.runs.models import Run, Stamp
run = Run.objects.get(code="{code}")
heads = list(run.line().filter(is_head=True).values_list("state", "cells_passed"))
states = Counter(run.cells().values_list("state", flat=True))
stamps = Stamp.objects.filter(kind="done").count()
print(json.dumps([queries.verify().ok, heads, states, stamps, run.line().last().state]))
"""


def test_eight_people_on_one_grid_lose_no_tick(company):
    people = WRITERS * EACH
    code = company.done(OPEN.format(people=people)).strip()

    writers = [company.python(TICK.format(code=code, first=n * EACH, each=EACH)) for n in range(WRITERS)]
    for writer in writers:
        _, err = writer.communicate(timeout=240)
        assert writer.returncode == 0, err

    ok, heads, states, stamps, last = json.loads(company.done(READER.format(code=code)))
    assert ok
    assert heads == [["done", people], ["done", people]]
    assert states == {"done": people * 2}
    assert stamps == people * 2
    assert last == "now"

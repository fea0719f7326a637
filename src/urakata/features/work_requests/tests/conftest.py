"""A step that asks a form: 希望を聞く in saeki's hands, lent to kobayashi, who has the window alone."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from urakata.core.viewer import operator

FAMILY = """
key: family
title: 家族のこと
why: 手当を正しくするために聞きます。
reply: 明日の午前に返事します。
fields:
  - {key: changed, text: 変わったことはありますか, kind: choice, choices: [ない, ある]}
  - {key: since, text: いつから, kind: date, required: false}
  - {key: allowance, text: いまの手当, kind: money, required: false}
  - {key: boss, text: 上長の名前, kind: person, required: false}
  - {key: photo, text: 証明書の写真, kind: file, required: false}
"""
HEARING = """
key: hearing
title: 手当の見直し
department: 労務
steps:
  - {key: hear, title: 希望を聞く, ask: family}
  - {key: decide, title: 手当を決める, needs: [hear], checks: [{key: all, text: 全部決めた}]}
"""


@pytest.fixture
def take(at):
    """Bring in a form or a procedure as its file says it; a form long before the runs."""
    from urakata.features.procedures.actions import import_outline
    from urakata.features.work_requests.actions import import_form
    from urakata.formats import forms, procedures

    def form(text: str, on=None, by=None):
        read, mistakes = forms.read(text)
        assert mistakes == []
        assert read is not None
        return import_form(read, by=by or operator(at.date()), at=on or at - timedelta(days=30))

    def procedure(text: str):
        read, mistakes = procedures.read(text)
        assert mistakes == []
        assert read is not None
        return import_outline(read, reason="はじめから", by=operator(at.date()), at=at).procedure

    return SimpleNamespace(form=form, procedure=procedure)


@pytest.fixture
def hearing(office, take, at, viewer_of):
    """The run, its first step lent to kobayashi."""
    from urakata.features.runs.actions import sideways
    from urakata.features.runs.actions.opening import open_by_hand

    take.form(FAMILY)
    saeki = viewer_of(office.saeki)
    run = open_by_hand(take.procedure(HEARING), anchor_on=date(2026, 11, 30), by=saeki, at=at)
    sideways.reassign(run.tasks.get(number=1), office.kobayashi, by=saeki, at=at)
    return run


@pytest.fixture
def task(hearing):
    return lambda number=1: hearing.tasks.select_related("run").get(number=number)


@pytest.fixture
def answer(hearing, task, office, viewer_of, at):
    """kobayashi answers."""
    from urakata.features.runs.actions import replying

    def answered(given=None, photos=None, **words):
        given = {f"ask:{key}": value for key, value in (given or {"changed": "ある", "boss": ""}).items()}
        photos = [(f"ask:{key}", *photo) for key, photo in (photos or {}).items()]
        replying.send(task(), given, photos, by=viewer_of(office.kobayashi), at=words.get("at", at))

    return answered

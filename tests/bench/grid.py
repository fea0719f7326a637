"""人と工程の表: a thousand people × twelve steps: opening the run, its pages, one tick and nine hundred at once."""

import json
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.bench.home import AT, furnish

PEOPLE, STEPS, MANY, TIMES = 1000, 12, 900, 40


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="urakata-bench-") as home:
        furnish(home, people=PEOPLE + 8)
        print(json.dumps(measure()))


def measure() -> dict[str, float]:
    from tests.bench import asking
    from urakata.core.viewer import operator
    from urakata.features.procedures.actions import import_outline
    from urakata.features.runs.actions import doing, many
    from urakata.features.runs.actions.opening import open_run
    from urakata.formats.procedures import read

    by = operator(AT.date())
    outline, mistakes = read(_outline())
    assert not mistakes
    found = import_outline(outline, reason="数える", by=by, at=AT).procedure
    run, opened = _timed(lambda: open_run(found, anchor_on=date(2026, 12, 25), by=by, at=AT))
    cells = run.cells().count()
    first = run.cells().select_related("run", "head", "subject").filter(number=1).order_by("pk").first()
    _, one = _timed(lambda: doing.finish(first, {"a": "1"}, by=by, at=AT))
    head, rest = run.line().get(number=1), list(run.subjects.exclude(pk=first.subject_id)[:MANY])
    _, all_at_once = _timed(lambda: many.finish(head, rest, by=by, at=AT))
    seat = asking.cookie_of(_lead())
    pages = [
        asking.asking(asking.product(), f"/runs/{run.code}/grid/{which}", seat)
        for which in ("?step=1", "?step=7&page=15")
    ]
    cost = asking.costs([[page] for page in pages], TIMES)
    return {
        "cells": cells, "opened": opened, "one": one, "many": all_at_once,
        "page": max(each.p50 for each in cost), "queries": max(len(asking.queries(page)) for page in pages),
        "gzip": max(asking.weight(page()) for page in pages),
    }  # fmt: skip


def _outline() -> str:
    lines = ["key: grid", "title: 大きな表", "subjects: {ledger: people, where: employed}", "steps:"]
    for number in range(1, STEPS + 1):
        needs = f"needs: [s{number - 1}], " if number > 1 else ""
        said = f"key: s{number}, title: 工程その{number}, per: subject, {needs}checks: [{{key: a, text: 見た}}]"
        lines.append(f"  - {{{said}}}")
    return "\n".join(lines)


def _lead() -> object:
    from urakata.common.accounts.models import Account

    return Account.objects.filter(person__roles__name="lead").order_by("pk").first()


def _timed(do: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    made = do()
    return made, time.perf_counter() - began


if __name__ == "__main__":
    main()

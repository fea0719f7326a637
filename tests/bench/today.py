"""今日の重さ: 今日 over a million tasks of 200 people, against a bare Django page of fifty rows of one table."""

import argparse
import cProfile
import json
import pstats
import sys
import tempfile
import time
from collections.abc import Callable

from tests.bench.home import furnish

PEOPLE, TASKS = 200, 1_000_000
SEATS = 20  # people of the office who ask in turn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--home", default="", help="kept from run to run; else a new one that goes away")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="urakata-bench-") as passing:
        furnish(given.home or passing, people=given.people, tasks=given.tasks)
        print(json.dumps(measure(given.times, profiled=given.profile)))


def measure(times: int, *, profiled: bool = False) -> dict[str, float]:
    from tests.bench import asking
    from urakata.common.accounts.models import Account

    office = Account.objects.filter(person__roles__name__in=["lead", "office"]).order_by("pk").distinct()
    product, reference = asking.product(), asking.bare("tests.bench.bare")
    mine = [asking.asking(product, "/", asking.cookie_of(account)) for account in office[:SEATS]]
    fifty = [asking.asking(reference, "/bare/")]
    if profiled:
        _profile(lambda: asking.costs([mine], times))
    page, bare = asking.costs([mine, fifty], times)
    return {
        "cpu": page.cpu, "p50": page.p50, "bare_cpu": bare.cpu, "bare_p50": bare.p50,
        "queries": max(len(asking.queries(ask)) for ask in mine), "gzip": max(asking.weight(ask()) for ask in mine),
    }  # fmt: skip


def _profile(run: Callable[[], object]) -> None:
    seen = cProfile.Profile(time.process_time)
    seen.runcall(run)
    pstats.Stats(seen, stream=sys.stderr).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()

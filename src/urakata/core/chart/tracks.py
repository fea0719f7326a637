"""線の通り道: the pieces of long arrows in a gutter get a track each, so that none runs on top of another."""

from dataclasses import dataclass, field

from urakata.core.chart.columns import Columns
from urakata.core.chart.layers import Layered
from urakata.core.chart.ordering import Rows


@dataclass(slots=True, eq=False)
class Run:
    """ひと続き: one arrow in one gutter, from layer to layer; `right_of` are runs that stand left of it somewhere."""

    edge: int
    first: int
    last: int
    left_of: list["Run"] = field(default_factory=list)
    waits: int = 0
    track: int = 0

    def meets(self, other: "Run") -> bool:
        """One may not end where the other begins: their bends would touch."""
        return self.first <= other.last + 1 and other.first <= self.last + 1


def tracks(layered: Layered, rows: Rows, columns: Columns) -> tuple[dict[int, int], list[int]]:
    """通り道: the track of each point in a gutter, and how many tracks each gutter has."""
    edge_of = {point: chain.edge for chain in layered.chains for point in chain.parts[1:-1]}
    track: dict[int, int] = {}
    count = [0] * (columns.count + 1)
    for gutter in range(columns.count + 1):
        run_of, runs = _runs(rows, columns.slot, edge_of, 2 * gutter)
        _number(runs)
        track |= {point: run.track for point, run in run_of.items()}
        count[gutter] = max((run.track + 1 for run in runs), default=0)
    return track, count


def _runs(rows: Rows, slot: list[int], edge_of: dict[int, int], gutter: int) -> tuple[dict[int, Run], list[Run]]:
    """A run breaks where it would have to stand left of one that it stands right of further up."""
    run_of: dict[int, Run] = {}
    runs: list[Run] = []
    open_runs: dict[int, Run] = {}
    for at, row in enumerate(rows):
        here: list[Run] = []
        for point in row:
            if slot[point] != gutter or point not in edge_of:
                continue
            run = open_runs.get(edge_of[point])
            if run is None or run.last != at - 1 or (here and _is_left_of(run, here[-1])):
                run = Run(edge_of[point], at, at)
                runs.append(run)
            run.last = at
            if here and run not in here[-1].left_of:
                here[-1].left_of.append(run)
            here.append(run)
            run_of[point] = open_runs[run.edge] = run
    return run_of, runs


def _is_left_of(run: Run, other: Run) -> bool:
    """Whoever stands left of one in a row stands left of the last one so far as well."""
    if run in other.left_of:
        return False
    seen, waiting = {id(run)}, [run]
    while waiting:
        for following in waiting.pop().left_of:
            if following is other:
                return True
            if id(following) not in seen:
                seen.add(id(following))
                waiting.append(following)
    return False


def _number(runs: list[Run]) -> None:
    for run in runs:
        for right in run.left_of:
            right.waits += 1
    ready = [run for run in runs if not run.waits]
    placed: list[Run] = []
    while ready:
        run = ready.pop(0)
        taken = {other.track for other in placed if run.meets(other)}
        while run.track in taken:
            run.track += 1
        placed.append(run)
        for right in run.left_of:
            right.track = max(right.track, run.track + 1)
            right.waits -= 1
            if not right.waits:
                ready.append(right)

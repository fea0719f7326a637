"""流れ図: how long it takes to lay out, word and write a flow, as at each autosave of the editor."""

import json
import os
from statistics import median
from time import perf_counter

from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step, Who, WhoKind

LANES = [Who(WhoKind.DEPARTMENT, name) for name in ("人事", "労務", "経理", "情シス")]
TURNS = 20


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print(json.dumps({str(steps): drawing_ms(steps) for steps in (20, 60, 200)}))


def drawing_ms(steps: int) -> float:
    """A flow of so many steps, drawn and written as HTML: the median of a few turns, in milliseconds."""
    from django.template.loader import render_to_string

    from urakata.features.procedures.queries import drawn

    outline, taken = flow_of(steps), []
    for _ in range(TURNS):
        began = perf_counter()
        render_to_string("procedures/_flow.html", {"flow": drawn(outline, link="?step={key}")})
        taken.append(1000 * (perf_counter() - began))
    return median(taken)


def flow_of(steps: int) -> Outline:
    """Four departments, every seventh step with a 関所, every fifth only if a figure is high enough."""
    return Outline("long", "長い仕事", steps=tuple(_step(at) for at in range(steps)))


def _step(at: int) -> Step:
    needs = [f"s{at - back}" for back in (1, 2 + at % 5) if (at >= back and at % 3 != 1) or at == back]
    return Step(
        f"s{at}",
        f"書類を集め、{at + 1}番の表と合わせて確かめる",
        who=LANES[at * 7 % 11 % 4],
        needs=tuple(needs),
        checks=(Check("sum", "合計の金額", CheckKind.NUMBER),),
        gate=Gate(GateKind.SECOND_PERSON) if at % 7 == 6 else Gate(),
        when=Condition(f"s{at - 1}.sum", Comparison.AT_LEAST, 100 * at) if at % 5 == 4 else None,
    )


if __name__ == "__main__":
    main()

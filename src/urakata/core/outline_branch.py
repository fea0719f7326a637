"""枝分かれ: one sentence 「もし〈…〉なら 工程4へ」 put into an outline: which steps it makes depend on an answer."""

from dataclasses import replace
from enum import StrEnum

from urakata.core.outline import Check, Comparison, Condition, Outline, Step

OPPOSITE = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
}


class BranchProblem(StrEnum):
    NOTHING_BEFORE = "nothing_before"  # no step above that could be asked
    GOES_BACK = "goes_back"  # to a step at or before the branch
    NO_SUCH_STEP = "no_such_step"
    HAS_A_CONDITION = "has_a_condition"  # a step has one only


def branched(outline: Outline, at: int, condition: Condition, asked: Check | None, to: int) -> Outline | BranchProblem:
    """枝分かれを入れる after the step at `at`, places from 0.

    To the next step: that step applies only if the condition holds. Further on: those in between apply only if it does
    not. `asked` is a check to be asked in the step at `at`, where no answer before says it.
    """
    if not 0 <= at < len(outline.steps):
        return BranchProblem.NOTHING_BEFORE
    if to <= at:
        return BranchProblem.GOES_BACK
    if to >= len(outline.steps):
        return BranchProblem.NO_SUCH_STEP
    between = range(at + 1, to)
    touched = between or range(to, to + 1)
    if any(outline.steps[n].when is not None for n in touched):
        return BranchProblem.HAS_A_CONDITION
    holding = replace(condition, comparison=OPPOSITE[condition.comparison]) if between else condition
    steps = list(outline.steps)
    for n in touched:
        steps[n] = replace(steps[n], when=holding)
    if asked is not None:
        steps[at] = _asking(steps[at], asked)
    return replace(outline, steps=tuple(steps))


def _asking(step: Step, check: Check) -> Step:
    return replace(step, checks=(*step.checks, check))

"""掃く: what was thrown away thirty days ago, and what a published procedure left aside."""

from datetime import datetime

from urakata.features.recordings import actions


def forget(at: datetime) -> int:
    return actions.forget(at)


def settle(at: datetime) -> int:  # noqa: ARG001
    return actions.settle()

"""確かめることの答え: read what was ticked and written, keep it, and say what is still left."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from urakata.common.files import queries as files
from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake
from urakata.core.gate import figure
from urakata.core.outline import Check, CheckKind, Step
from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Task

MAX_LENGTH = 2000


def keep(
    task: Task, step: Step, given: Mapping[str, str], *, by: Viewer, at: datetime, seen_at: datetime | None
) -> bool:
    """Merge the given answers into the task; True if anything changed. Raises NotAllowed naming the checks."""
    bad = [check for check in step.checks if check.key in given and not is_readable(check, given[check.key], at)]
    if bad:
        raise NotAllowed([Problem.BAD_ANSWER], checks=bad)
    changed = {key: value for key, value in _read(step, given).items() if value != _value(task.answers.get(key))}
    overwritten = [key for key in changed if _changed_meanwhile(task.answers.get(key), by, seen_at)]
    if overwritten:
        raise NotAllowed([Problem.ANSWER_CHANGED], checks=[c for c in step.checks if c.key in overwritten])
    stamp = {"by": by.person_id, "at": at.isoformat()}
    task.answers = {**task.answers, **{key: {"value": value, **stamp} for key, value in changed.items()}}
    return bool(changed)


def _read(step: Step, given: Mapping[str, str]) -> dict[str, str]:
    return {
        check.key: given[check.key].replace("\0", "").strip()[:MAX_LENGTH]
        for check in step.checks
        if check.key in given
    }


def _value(answer: Mapping[str, Any] | None) -> str:
    return str(answer["value"]) if answer else ""


def _changed_meanwhile(answer: Mapping[str, Any] | None, by: Viewer, seen_at: datetime | None) -> bool:
    """Another person wrote here after this page was shown: nothing of theirs is overwritten silently."""
    if not answer or seen_at is None or answer["by"] == by.person_id:
        return False
    return datetime.fromisoformat(answer["at"]) > seen_at


def is_readable(check: Check, text: str, at: datetime) -> bool:
    """Whether what was written can be read as what the check asks for; nothing written is readable."""
    if not text.strip():
        return True
    if check.kind is CheckKind.NUMBER:
        return figure(text) is not None
    if check.kind is CheckKind.CHOICE:
        return text in check.choices
    if check.kind is CheckKind.DATE:
        try:
            parse_date(text, at.date())
        except InputMistake:
            return False
    if check.kind is CheckKind.TEXT and looks_like_one(text):
        raise NotAllowed([Problem.PERSONAL_NUMBER], checks=[check])
    return True


def checks_left(step: Step, answers: Mapping[str, Any], slots: Iterable[str]) -> list[Check]:
    """確かめ残し: required checks without an answer; a check of kind file wants a file of that name."""
    kept = set(slots)

    def is_left(check: Check) -> bool:
        if check.kind is CheckKind.FILE:
            return not {check.text, check.key} & kept
        value = _value(answers.get(check.key))
        return not value or (check.kind is CheckKind.TICK and value != "1")

    return [check for check in step.checks if check.required and is_left(check)]


def evidence_left(step: Step, slots: Iterable[str]) -> list[str]:
    kept = set(slots)
    return [name for name in step.evidence if name not in kept]


def slots_of(task: Task) -> list[str]:
    return list(files.of("task", [task.about().key]).values_list("slot", flat=True))

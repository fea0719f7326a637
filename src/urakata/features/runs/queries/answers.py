"""実行に書かれたもの: what was written to a check of that name, for upper features that keep it."""

from urakata.core.flow import State
from urakata.core.outline import CheckKind
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run


def answers_to(run: Run, name: str) -> list[str]:
    """書かれたこと, in the order of the file: of checks for a short text whose words hold the name."""
    done = list(run.line().filter(state=State.DONE))
    said = procedures.outlines({task.edition_id for task in done})
    checks = [
        (task, check)
        for task in done
        for step in said[task.edition_id].steps
        if step.key == task.step_key
        for check in step.checks
        if check.kind is CheckKind.TEXT and name in check.text
    ]
    written = (str((task.answers.get(check.key) or {}).get("value", "")) for task, check in checks)
    return [text for text in written if text]

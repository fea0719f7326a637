"""手順のファイル: pictures and templates that steps name; a name never comes to mean another file."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from urakata.core.outline import Outline, Step
from urakata.core.refusal import NotAllowed

PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})  # shown; everything else is handed over as a file
LARGEST_PICTURE = 5 * 1024 * 1024
MOST_OF_A_STEP = 12
MOST_OF_A_PROCEDURE = 500  # those of all its editions together
LONGEST_ALT = 200

Change = Callable[[Step], Step]


class Problem(StrEnum):
    """なぜ添えられないか: worded in features/procedures/wording."""

    NO_FILE = "no_step_file"
    STEP_GONE = "step_of_file_gone"
    FILE_GONE = "step_file_gone"
    TOO_MANY = "too_many_step_files"
    TOO_MANY_IN_ALL = "too_many_files_in_all"
    PICTURE_TOO_LARGE = "picture_too_large"
    PICTURE_BROKEN = "picture_broken"
    ALT_TOO_LONG = "alt_too_long"
    NOT_TO_BE_NAMED = "file_not_to_be_named"


def with_file(outline: Outline, key: str, name: str, instead: str = "") -> Outline:
    """添えた中身: at the end of the step's files, or in the place of another."""

    def added(step: Step) -> tuple[str, ...]:
        if instead in step.files:
            return tuple(name if each == instead else each for each in step.files)
        if instead:
            raise NotAllowed([Problem.FILE_GONE])
        if len(step.files) >= MOST_OF_A_STEP and name not in step.files:
            raise NotAllowed([Problem.TOO_MANY])
        return step.files if name in step.files else (*step.files, name)

    return _changed(outline, key, lambda step: replace(step, files=added(step)))


def without_file(outline: Outline, key: str, name: str) -> Outline:
    """外した中身; the file itself stays: an edition, or one step back in the draft, may name it."""

    def left(step: Step) -> tuple[str, ...]:
        if name not in step.files:
            raise NotAllowed([Problem.FILE_GONE])
        return tuple(each for each in step.files if each != name)

    return _changed(outline, key, lambda step: replace(step, files=left(step)))


def names_in(outline: Outline) -> frozenset[str]:
    """名のあるファイル of a whole outline."""
    return frozenset(name for step in outline.steps for name in step.files)


def _changed(outline: Outline, key: str, change: Change) -> Outline:
    if not any(step.key == key for step in outline.steps):
        raise NotAllowed([Problem.STEP_GONE])
    return replace(outline, steps=tuple(change(step) if step.key == key else step for step in outline.steps))

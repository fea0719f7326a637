"""6けたの番号: which ones are too easy to guess."""

import re
import unicodedata
from datetime import date
from enum import StrEnum

LENGTH = 6
STRAIGHT = "01234567890"


class PinProblem(StrEnum):
    """選べないわけ."""

    NOT_SIX_FIGURES = "not_six_figures"
    TOO_SIMPLE = "too_simple"
    BIRTHDAY = "birthday"
    OWN_NUMBER = "own_number"


def figures(pin: str) -> str:
    """Full-width figures are figures."""
    return unicodedata.normalize("NFKC", pin).strip()


def pin_problems(pin: str, *, birth_on: date | None = None, number: str = "") -> list[PinProblem]:
    """番号を選べないわけ: 123456, 000000, 121212, 123123, one's birthday in any order, one's 社員番号."""
    if not re.fullmatch(r"[0-9]{6}", pin):
        return [PinProblem.NOT_SIX_FIGURES]
    own = re.sub(r"\D", "", figures(number))
    wrong = {
        PinProblem.TOO_SIMPLE: pin in STRAIGHT or pin[::-1] in STRAIGHT or bool(re.fullmatch(r"(.{1,3})\1+", pin)),
        PinProblem.BIRTHDAY: birth_on is not None and pin in _birthdays(birth_on),
        PinProblem.OWN_NUMBER: bool(own) and own.zfill(LENGTH)[-LENGTH:] == pin,
    }
    return [problem for problem, is_so in wrong.items() if is_so]


def _birthdays(on: date) -> set[str]:
    """A birthday as six figures, in Western years and those of its eras."""
    years = {f"{on:%y}", *(f"{on.year - first + 1:02}" for first in (1926, 1989, 2019) if on.year >= first)}
    written = {text for year in years for text in (f"{year}{on:%m%d}", f"{on:%m%d}{year}", f"{on:%d%m}{year}")}
    return written | {f"{on.year}{on.month:02}", f"{on.year}{on.day:02}", f"{on.month:02}{on.year}"}

"""まとめて問う: `--batch`, a JSON array of words a line in, a JSON object a line out, in the same order."""

import json
from collections.abc import Callable, Iterator, Sequence

from urakata.core.errors import InputMistake
from urakata.rules.wording import sentence

Answer = Callable[[Sequence[str]], dict[str, object]]


class CannotAnswer(Exception):
    """答えられないわけ: one sentence, of a line whose own files cannot be read."""


def answers(text: str, answer: Answer) -> Iterator[dict[str, object]]:
    """答え for each line; a line that cannot be answered gives {"error": sentence} in its place.

    Blank lines at the end are no lines. The caller writes each with `json.dumps(…, ensure_ascii=False)` and exits
    with 1 if any holds `error`.
    """
    for line in text.lstrip("\ufeff").rstrip().split("\n") if text.strip() else ():
        try:
            yield answer(_words(line))
        except InputMistake as mistake:
            yield {"error": sentence(mistake)}
        except CannotAnswer as why:
            yield {"error": str(why)}


def _words(line: str) -> list[str]:
    try:
        words = json.loads(line)
    except (ValueError, RecursionError):
        raise InputMistake("batch_line") from None
    if not isinstance(words, list) or not all(type(word) in (str, int) for word in words):
        raise InputMistake("batch_line")
    return [str(word) for word in words]

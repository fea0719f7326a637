"""命令の読み取り: argparse whose refusals are one Japanese line."""

import re
from argparse import ArgumentParser
from typing import Any, NoReturn

from urakata.common.commands import BadInput

_REFUSALS = (
    (r"the following arguments are required: (.+)", "足りません: {0}"),
    (r"unrecognized arguments: (.+)", "読めない言葉です: {0}"),
    (r"argument (.+): expected one argument", "{0} のあとに値がありません"),
    (r"argument (.+): expected at least one argument", "{0} のあとに値がありません"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "{0} は {2} のどれかです (いまは {1})"),
    (r"argument (.+): invalid int value: (.+)", "{0} は整数です (いまは {1})"),
    (r"argument (.+): not allowed with argument (.+)", "{0} と {1} はいっしょに使えません"),
    (r"argument (.+): ignored explicit argument (.+)", "{0} は値をとりません (いまは {1})"),
)


class Words(ArgumentParser):
    """Never prints usage on its own, never guesses a shortened option, never exits."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"allow_abbrev": False} | options))

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{_in_japanese(message)}。使い方: {' '.join(self.format_usage().split()[1:])}")


def _in_japanese(message: str) -> str:
    for pattern, refusal in _REFUSALS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return refusal.format(*(part[:80] for part in found.groups()))
    return message[:200]

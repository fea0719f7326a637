"""命令: what a command at the shell is made of; `config/cli.py` collects them and prints their answers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from urakata.core.viewer import Viewer


class BadInput(Exception):
    """使えない入力: one readable line that says what, where and how to mend; exit 2, nothing half-written."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the parsed words, who asks (the operator unless --as), the installation's clock and home."""

    words: Namespace
    viewer: Viewer
    at: datetime
    home: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """`plain` is what --json prints; `lines` is what a person reads; code 0 = yes, 1 = asked and the answer is no."""

    plain: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    code: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """One command, such as `audit verify`; `opens_home` says that it needs a prepared database."""

    name: str
    summary: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Call], Answer]
    opens_home: bool = True

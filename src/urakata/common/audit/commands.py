"""記録の命令: audit verify."""

import re
from argparse import ArgumentParser
from dataclasses import asdict

from urakata.common.audit import queries
from urakata.common.commands import Answer, BadInput, Call, Command


def _words(parser: ArgumentParser) -> None:
    parser.add_argument("--head", metavar="DIGEST")


def _verify(call: Call) -> Answer:
    """鎖を確かめる; with --head also that what a backup knew is still all there."""
    head = call.words.head
    if head is not None and not re.fullmatch("[0-9a-f]{64}", head):
        raise BadInput("--head は控えに書かれた64文字の印です(0-9 と a-f)。")
    verdict = queries.verify(head)
    return Answer(asdict(verdict), [_line(verdict)], 0 if verdict.ok else 1)


def _line(verdict: queries.Verdict) -> str:
    if verdict.ok:
        return f"鎖はつながっています。{verdict.entries}件、先頭 {verdict.head}"
    if verdict.first_broken:
        return f"鎖が切れています。最初に合わない記録: {verdict.first_broken}"
    return "鎖が切れています。新しい記録がなくなっているか、--head の印が鎖の中にありません。"


COMMANDS = [Command("audit verify", "記録の鎖を確かめる", _words, _verify)]

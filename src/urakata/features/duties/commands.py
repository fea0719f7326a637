"""命令: import holidays, a newer official list, and what it moves."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from urakata.common.commands import Answer, Call, Command
from urakata.common.seams import moved
from urakata.common.seams.moved import Move
from urakata.core.errors import InputMistake, Place
from urakata.core.holidays import Holidays
from urakata.features.company import queries as company
from urakata.features.duties.actions.holidays import take_in_holidays
from urakata.rules.calendars import calendars
from urakata.rules.holidays import MAX_BYTES, kept, official, read_list, shipped
from urakata.rules.holidays.kept import Changes, Listed

AHEAD = timedelta(days=548)  # eighteen months
SHOWN = 40


def _import_words(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("内閣府の syukujitsu.csv"))
    parser.add_argument("--dry-run", action="store_true", help=_("読むだけで、何も残さない"))


def import_holidays(call: Call) -> Answer:
    """祝日の一覧を取り込む."""
    listed = _read(Path(call.words.file))
    before, after = official(), Holidays(kept.over(listed, shipped().official))
    changes = kept.changes(before.official, after.official)
    moves = _moves(call, before, after) if changes else []
    if changes and not call.words.dry_run:
        take_in_holidays(listed, changes, by=call.viewer, at=call.at)
    return Answer(_plain(listed, changes, moves), _lines(listed, changes, moves))


def _read(path: Path) -> Listed:
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    try:
        return kept.proved(read_list(raw), shipped().official)
    except InputMistake as mistake:
        place = mistake.place or Place()
        raise InputMistake(mistake.code, mistake.params, Place(place.line, place.column, path.name)) from None


def _moves(call: Call, before: Holidays, after: Holidays) -> list[Move]:
    own, today = company.closed_days(), call.at.date()
    was, now = (calendars(own, holidays) for holidays in (before, after))
    return [move for move in moved.moves(call.viewer, was, now, today, today + AHEAD) if not move.is_open]


def _plain(listed: Listed, changes: Changes, moves: list[Move]) -> dict[str, Any]:
    return {
        "added": len(changes.added),
        "changed": len(changes.removed) + len(changes.renamed),
        "same": len(listed) - len(changes.added) - len(changes.renamed),
        "skipped": [],
        "problems": [],
        "until": max(listed).year,
        "days": {
            "added": [{"on": on, "name": name} for on, name in changes.added],
            "removed": [{"on": on, "name": name} for on, name in changes.removed],
            "renamed": [{"on": on, "name": name, "was": was} for on, was, name in changes.renamed],
        },
        "moved": [
            {"kind": move.kind, "key": move.key, "title": move.title, "from": move.was, "to": move.now}
            for move in moves
        ],
    }


def _lines(listed: Listed, changes: Changes, moves: list[Move]) -> list[str]:
    if not changes:
        return [_("いまの一覧と同じです（%(year)d年まで）。") % {"year": max(listed).year}]
    counts = {"added": len(changes.added), "removed": len(changes.removed), "renamed": len(changes.renamed)}
    told = _("%(year)d年までの一覧です。足す%(added)d日、なくなる%(removed)d日、名前の変わる%(renamed)d日。")
    return [
        told % {"year": max(listed).year, **counts},
        *_few([f"＋ {on} {name}" for on, name in changes.added]),
        *_few([f"− {on} {name}" for on, name in changes.removed]),
        *_few([f"・ {on} {was} → {name}" for on, was, name in changes.renamed]),
        _("動く締切 %(count)d件") % {"count": len(moves)},
        *_few([f"{move.was or _('なし')} → {move.now or _('なし')}  {move.title}" for move in moves]),
    ]


def _few(lines: list[str]) -> Iterable[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield _("ほかに%(count)d件") % {"count": len(lines) - SHOWN}


COMMANDS = [
    Command("import holidays", "祝日の一覧（内閣府の syukujitsu.csv）を取り込む", _import_words, import_holidays)
]

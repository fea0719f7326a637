"""命令: export calendar."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.common.seams.dated import DatedThing
from urakata.common.web.fields import EARLIEST, LATEST
from urakata.core.dates_ja import parse_date
from urakata.core.feeds import written, written_problems
from urakata.features.plan import queries
from urakata.features.plan.wording import calendar_name, sentences, table, tree
from urakata.formats.icalendar import write
from urakata.formats.spreadsheets import as_csv
from urakata.formats.yaml_write import dump

FORMATS = ("ics", "csv", "yaml")
ENDINGS = {".ics": "ics", ".csv": "csv", ".yaml": "yaml", ".yml": "yaml"}


def _export_words(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar="DATE", help=_("いつから（なければ今月の1日）"))
    parser.add_argument("--to", dest="last", metavar="DATE", help=_("いつまで（なければ始まりの月と、そのあと12か月）"))
    parser.add_argument("--format", choices=FORMATS, help=_("書き方（なければ --out の名から、それもなければ ics）"))
    parser.add_argument("--out", metavar="FILE", help=_("書き出す先"))


def export_calendar(call: Call) -> Answer:
    """予定を書き出す: to a file, else to stdout."""
    first, last = _days(call)
    things = queries.days(call.viewer, first, last)
    out = Path(call.words.out) if call.words.out else None
    kind = call.words.format or ENDINGS.get(out.suffix.lower() if out else "", "ics")
    content = _content(kind, things, (first, last), call)
    told = {"format": kind, "from": first.isoformat(), "to": last.isoformat(), "count": len(things)}
    if out is None:
        text = content.decode()
        return Answer(told | {"text": text}, [text.removesuffix("\n")])
    size = out.write_bytes(content)
    said = _("%(count)d件を %(file)s に書き出しました。") % {"count": len(things), "file": out}
    return Answer(told | {"file": str(out), "bytes": size}, [said])


def _days(call: Call) -> tuple[date, date]:
    on, words = call.at.date(), call.words
    first, last = _day(words.first, on), _day(words.last, on)
    first, last = written(on, first, last)
    if found := written_problems(first, last):
        raise BadInput(f"--from {first} --to {last}: {sentences(found)[0]}")
    return first, last


def _day(text: str | None, today: date) -> date | None:
    if text is None:
        return None
    on = parse_date(text, today)
    if not EARLIEST <= on <= LATEST:
        years = {"first": EARLIEST.year, "last": LATEST.year}
        raise BadInput(_("%(first)d年から%(last)d年までの日を書いてください。") % years)
    return on


def _content(kind: str, things: Sequence[DatedThing], days: tuple[date, date], call: Call) -> bytes:
    if kind == "csv":
        return as_csv(table(things))
    if kind == "yaml":
        return dump(tree(things, *days)).encode()
    midnight = call.at.replace(hour=0, minute=0, second=0, microsecond=0)  # asked twice on a day, the same answer
    return write(
        queries.linked(queries.plain_events(things), _link), name=calendar_name(), revision=0, revised_at=midnight
    )


def _link(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path if settings.BASE_URL else ""


COMMANDS = [Command("export calendar", "予定を書き出す（iCalendar、CSV、YAML）", _export_words, export_calendar)]

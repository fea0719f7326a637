"""命令: import form · export form."""

from argparse import ArgumentParser
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.core.form import Form as Questions
from urakata.core.refusal import NotAllowed
from urakata.features.procedures.wording import sentences
from urakata.features.work_requests import actions, queries
from urakata.features.work_requests.wording import IMPORTED
from urakata.formats import forms as files
from urakata.formats.texts import MEGABYTE
from urakata.formats.wording import sentence

MOST = MEGABYTE


def _import_words(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("取り込むファイル"))
    parser.add_argument("--dry-run", action="store_true", help=_("読むだけで、何も残さない"))


def _export_words(parser: ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help=_("様式の鍵"))
    parser.add_argument("--out", metavar="FILE", help=_("書き出す先"))


def import_form(call: Call) -> Answer:
    """様式のファイルを取り込む."""
    questions = _read(Path(call.words.file))
    try:
        with transaction.atomic():
            made = actions.import_form(questions, by=call.viewer, at=call.at)
            transaction.set_rollback(call.words.dry_run)
    except NotAllowed as refusal:
        return _answer(questions, "", problems=sentences(refusal.problems))
    return _answer(questions, made.outcome)


def _read(path: Path) -> Questions:
    with path.open("rb") as file:
        raw = file.read(MOST + 1)
    questions, mistakes = files.read(raw)
    if questions is None:
        first, *others = [sentence(mistake) for mistake in mistakes]
        more = _("（ほかに%(count)d件）") % {"count": len(others)} if others else ""
        raise BadInput(f"{path.name}: {first}{more}")
    return questions


def _answer(questions: Questions, outcome: str, problems: list[str] | None = None) -> Answer:
    plain: dict[str, object] = {name: int(outcome == name) for name in ("added", "changed", "same")}
    plain |= {"skipped": [], "problems": problems or [], "form": questions.key if outcome else ""}
    said = [f"「{questions.title}」{IMPORTED[outcome]}"] if outcome else []
    return Answer(plain, [*said, *(problems or [])], code=1 if problems else 0)


def export_form(call: Call) -> Answer:
    """様式を書き出す: to a file, else to stdout."""
    found = queries.form(call.viewer, call.words.key)
    if found is None:
        raise BadInput(_("「%(key)s」という様式は見つかりませんでした。") % {"key": call.words.key[:80]})
    text = files.write(queries.questions(found))
    if not call.words.out:
        return Answer({"form": found.key, "text": text}, [text.rstrip("\n")])
    out = Path(call.words.out)
    out.write_text(text, encoding="utf-8")
    said = _("「%(title)s」を %(file)s に書き出しました。") % {"title": found.title, "file": out}
    return Answer({"form": found.key, "file": str(out), "bytes": len(text.encode())}, [said])


COMMANDS = [
    Command("import form", "様式のファイル（YAML）を取り込む", _import_words, import_form),
    Command("export form", "様式をファイル（YAML）に書き出す", _export_words, export_form),
]

"""命令: import procedure · import checklist · export procedure."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.core.outline import Outline, Who, WhoKind
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms import (
    MOST,
    Brought,
    Known,
    bring_checklist,
    bring_document,
    bring_procedure,
    says_procedure,
)
from urakata.features.procedures.queries.folders import folder
from urakata.features.procedures.wording import reading, sentences
from urakata.formats import procedures as files
from urakata.formats.documents import ENDINGS
from urakata.formats.zips import write_zip

DOCUMENTS = ENDINGS | {".xls", ".doc"}  # of the old ones the reader says how to mend them
Read = Callable[[bytes, str], Brought]


def _import_words(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("取り込むファイル"))
    parser.add_argument("--map", action="append", default=[], metavar="OURS=THEIRS", help=_("部署や役割の名の読み替え"))
    parser.add_argument("--reason", default="", help=_("公開の理由（1行）"))
    parser.add_argument("--dry-run", action="store_true", help=_("読むだけで、何も残さない"))


def _export_words(parser: ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help=_("手順の鍵"))
    parser.add_argument("--out", metavar="FILE", help=_("書き出す先（.zip なら、裏方がなくても読めるフォルダ）"))


def import_procedure(call: Call) -> Answer:
    """手順のファイルを取り込む; a table or a document by its ending."""

    def read(raw: bytes, name: str) -> Brought:
        if not _is_document(raw, Path(name).suffix.lower()):
            return bring_procedure(raw, name)
        names = queries.names_known(call.viewer)
        theirs = tuple(_mapping(call.words.map))  # their names are known as well, and become ours below
        return bring_document(raw, name, Known(call.viewer.on, replace(names, departments=names.departments + theirs)))

    return _import(call, read)


def _is_document(raw: bytes, ending: str) -> bool:
    """By its ending; what is written in Markdown, unless it says that it is a procedure."""
    return ending in DOCUMENTS or (ending in {".md", ".markdown"} and not says_procedure(raw))


def import_checklist(call: Call) -> Answer:
    """チェックリストを取り込む."""
    return _import(call, bring_checklist)


def _import(call: Call, read: Read) -> Answer:
    brought = _brought(call, read)
    assert brought.outline is not None  # else _brought has refused
    outline = _renamed(brought.outline, _mapping(call.words.map))
    try:
        with transaction.atomic():
            made = actions.import_outline(
                outline,
                source=brought.source,
                reason=call.words.reason or _("ファイルから取り込み"),
                by=call.viewer,
                at=call.at,
            )
            transaction.set_rollback(call.words.dry_run)
    except NotAllowed as refusal:
        return _answer(brought, "", "", problems=sentences(refusal.problems))
    return _answer(brought, made.outcome, outline.key if call.words.dry_run else made.procedure.code)


def _brought(call: Call, read: Read) -> Brought:
    path = Path(call.words.file)
    with path.open("rb") as file:
        raw = file.read(MOST + 1)
    found = read(raw, path.name)
    if found.outline is None:
        first, *others = found.sentences
        more = _("（ほかに%(count)d件）") % {"count": len(others)} if others else ""
        raise BadInput(f"{path.name}: {first}{more}")
    return found


def _answer(brought: Brought, outcome: str, procedure: str, problems: list[str] | None = None) -> Answer:
    plain: dict[str, Any] = {name: int(outcome == name) for name in ("added", "changed", "same")}
    plain |= {"skipped": brought.skipped, "problems": problems or [], "procedure": procedure}
    if found := brought.document:
        not_understood, left_out = reading.report_lines(found)
        plain |= {"steps": len(brought.outline.steps) if brought.outline else 0, "skipped": left_out}
        plain["problems"] += not_understood
    if checklist := brought.checklist:
        counts = {name: getattr(checklist, name) for name in ("items", "top", "nested", "sections")}
        plain |= counts | {"roles": checklist.roles, "ticked": list(checklist.ticked)}
    return Answer(plain, _lines(brought, outcome, plain), code=1 if problems else 0)


def _lines(brought: Brought, outcome: str, plain: Mapping[str, Any]) -> list[str]:
    said = {
        "added": _("取り込みました。"),
        "changed": _("新しい版として取り込みました。"),
        "same": _("同じ内容の手順が、もうあります。"),
    }
    title = brought.outline.title if brought.outline else brought.name
    lines = [f"「{title}」{said[outcome]}"] if outcome else []
    if brought.checklist:
        lines.append(_("四角 %(items)d（いちばん外 %(top)d、入れ子 %(nested)d）、区切り %(sections)d") % plain)
    return [*lines, *plain["skipped"], *plain["problems"]]


def _mapping(pairs: list[str]) -> dict[str, str]:
    """OURS=THEIRS, as a way from theirs to ours."""
    found = {}
    for pair in pairs:
        ours, is_there, theirs = pair.partition("=")
        if not (ours and is_there and theirs):
            raise BadInput(_("--map「%(pair)s」は 自社の名=ファイルの名 の形で書いてください。") % {"pair": pair[:40]})
        found[theirs] = ours
    return found


def _renamed(outline: Outline, ours: Mapping[str, str]) -> Outline:
    """Departments and roles under our own names."""
    if not ours:
        return outline
    steps = tuple(replace(step, who=step.who and _who(step.who, ours)) for step in outline.steps)
    return replace(outline, department=ours.get(outline.department, outline.department), steps=steps)


def _who(who: Who, ours: Mapping[str, str]) -> Who:
    if who.name not in ours:
        return who
    name = ours[who.name]
    return Who(WhoKind.ROLE if name in set(RoleName) else WhoKind.DEPARTMENT, name)


def export_procedure(call: Call) -> Answer:
    """手順を書き出す: to a file, else to stdout; to a name that ends in .zip as a folder of files."""
    found = queries.by_key(call.viewer, call.words.key)
    if found is None:
        raise BadInput(_("「%(key)s」という手順は見つかりませんでした。") % {"key": call.words.key[:80]})
    text = files.write(queries.published_outline(found))
    if not call.words.out:
        return Answer({"procedure": found.code, "text": text}, [text.rstrip("\n")])
    out = Path(call.words.out)
    if out.suffix.lower() == ".zip":
        size = write_zip(folder(found, call.at).entries, out)
    else:
        size = out.write_bytes(text.encode())
    said = _("「%(title)s」を %(file)s に書き出しました。") % {"title": found.title, "file": out}
    return Answer({"procedure": found.code, "file": str(out), "bytes": size}, [said])


COMMANDS = [
    Command("import procedure", "手順のファイル（YAML、Excel、CSV、Word）を取り込む", _import_words, import_procedure),
    Command("import checklist", "Markdownのチェックリストを取り込む", _import_words, import_checklist),
    Command("export procedure", "手順をファイル（YAML）に書き出す", _export_words, export_procedure),
]

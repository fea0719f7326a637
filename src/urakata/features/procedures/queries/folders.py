"""手順のフォルダ: a published procedure as files that are read, printed and ticked without Urakata.

Whoever asks has already been shown the procedure; nothing of runs, drafts or people of the record goes in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from urakata.common.files.actions import path_of
from urakata.common.web.words import day_words
from urakata.core.file_names import safe_name, unused
from urakata.core.outline import Outline, Step
from urakata.core.step_files import names_in
from urakata.features.procedures import wording
from urakata.features.procedures.models import Procedure, StepFile
from urakata.features.procedures.queries.editions import published, published_outline
from urakata.features.procedures.queries.flow import flow_of
from urakata.features.procedures.queries.step_files import StepFiles, kept_under, shown_at
from urakata.formats import procedures as yaml
from urakata.formats.checklists import write_checklist
from urakata.formats.spreadsheets import as_workbook
from urakata.formats.zips import Entry

MOST_BYTES = 200 * 1024 * 1024  # of pictures and templates; what is beyond is named and left out
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Folder:
    """フォルダ: its name and what lies in it."""

    name: str
    entries: list[Entry]


def folder(procedure: Procedure, at: datetime) -> Folder:
    """まとめて書き出すもの: the edition that is published now."""
    outline, edition = published_outline(procedure), published(procedure)
    named = safe_name(outline.title, longest=LONGEST_TITLE)
    number = _("第%(n)d版") % {"n": edition.number}
    name = f"{named}_{number}"
    kept, left_out = _within(kept_under(procedure.pk, names_in(outline)))
    places = _places(kept)
    beside = StepFiles({each.name: shown_at(each, quote(places[each.name])) for each in kept})
    texts = {
        _("手順.html"): _page(procedure, outline, beside, at),
        _("手順.yaml"): yaml.write(outline),
        _("チェックリスト.md"): write_checklist(outline, lambda step: _aside(outline, step)),
        _("はじめに.txt"): "\ufeff" + _read_me(procedure, outline, kept, left_out, at).replace("\n", "\r\n"),
    }
    entries = [Entry(f"{name}/{path}", text.encode()) for path, text in texts.items()]
    book = _("チェックリスト.xlsx")
    entries.append(Entry(f"{name}/{book}", as_workbook(_rows(outline), outline.title)))
    entries += [Entry(f"{name}/{places[each.name]}", path_of(each.blob_id)) for each in kept]
    return Folder(name, entries)


def _within(files: Iterable[StepFile]) -> tuple[list[StepFile], list[str]]:
    """入るものと、入りきらないもの: also what the home has lost is named instead of stopping all."""
    kept, left_out, size = [], [], 0
    for each in files:
        fits = size + each.blob.size <= MOST_BYTES and path_of(each.blob_id).exists()
        size += each.blob.size if fits else 0
        kept += [each] if fits else []
        left_out += [] if fits else [each.name]
    return kept, left_out


def _places(files: Iterable[StepFile]) -> dict[str, str]:
    """どこに入るか: pictures and templates apart, each under a name that Windows keeps."""
    taken: list[str] = []
    found = {}
    for each in files:
        folder = _("写し") if each.is_picture else _("ひな形")
        taken.append(unused(safe_name(each.name), taken))
        found[each.name] = f"{folder}/{taken[-1]}"
    return found


def _page(procedure: Procedure, outline: Outline, files: StepFiles, at: datetime) -> str:
    style = SafeString(f"<style>\n{render_to_string('procedures/folder.css')}</style>")  # ours, and outside the CSP
    said = {"procedure": procedure, "outline": outline, "files": files, "on": _day(at), "style": style}
    return render_to_string("procedures/folder.html", said | {"flow": flow_of(procedure)})


def _rows(outline: Outline) -> Iterator[list[str]]:
    """一行ずつ: a line for each thing to be checked, and one for a step that asks for nothing."""
    heads = (
        _("番号"),
        _("区切り"),
        _("工程"),
        _("だれ"),
        _("いつまで"),
        _("目安（分）"),
        _("確かめること"),
        _("書くこと"),
        _("済み"),
    )
    yield [str(head) for head in heads]
    for number, step in enumerate(outline.steps, start=1):
        own = [str(number), " › ".join(step.section), step.title, wording.who(step.who), wording.due(outline, step.due)]
        own.append(str(step.minutes or ""))
        asked = [[check.text, str(wording.CHECK_KINDS[check.kind])] for check in step.checks] or [["", ""]]
        yield from ([*own, *each, ""] for each in asked)


def _read_me(
    procedure: Procedure, outline: Outline, kept: Iterable[StepFile], left_out: list[str], at: datetime
) -> str:
    """はじめに: what lies here, for whoever opens the folder on another machine."""
    edition, kinds = published(procedure), {each.is_picture for each in kept}
    words = {"title": outline.title, "n": edition.number, "day": _day(edition.published_at)}
    lies_here = {
        _("手順.html"): _("ブラウザで読み、そのまま紙に刷れます。"),
        _("手順.yaml"): _("裏方の「手順を取り込む」で、同じ手順に戻せます。"),
        _("チェックリスト.md"): _("しるしをつけながら進める形です。これも取り込めます。"),
        _("チェックリスト.xlsx"): _("Excelで開く一覧です。"),
        **({_("写し"): _("工程の中の画像です。手順.htmlと並べて置いてください。")} if True in kinds else {}),
        **({_("ひな形"): _("書き込んで使うファイルです。")} if False in kinds else {}),
    }
    lines = [_("「%(title)s」の手順（第%(n)d版、%(day)s公開）です。裏方がなくても読めます。") % words, ""]
    lines += [f"{name}　{what}" for name, what in lies_here.items()]
    lines += ["", _("書き出した日：%(day)s") % {"day": _day(at)}]
    if procedure.clearance:
        of = {"name": wording.clearance(procedure.clearance)}
        lines.append(_("機密区分：%(name)s。見てよい人にだけ渡してください。") % of)
    if left_out:
        lines.append(_("入りきらなかったファイル：%(names)s") % {"names": "、".join(left_out)})
    return "\n".join(lines) + "\n"


def _day(at: datetime) -> str:
    """日, with its year: whoever reads this may do so years later."""
    return day_words(localtime(at).date(), date.min)


def _aside(outline: Outline, step: Step) -> str:
    """だれ・目安・いつまで, in one line beside the box."""
    said = (
        wording.who(step.who),
        _("目安%(m)d分") % {"m": step.minutes} if step.minutes else "",
        wording.due(outline, step.due),
        wording.gate(outline, step) and _("関所：%(gate)s") % {"gate": wording.gate(outline, step)},
    )
    return "・".join(filter(None, said))

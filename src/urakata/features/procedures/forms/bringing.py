"""持ち込む: files and pasted texts that become a procedure, by whatever they hold."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.utils.translation import gettext as _

from urakata.core.outline import Outline
from urakata.formats import documents
from urakata.formats import procedures as files
from urakata.formats.checklists import ChecklistRead, has_boxes, read_checklist
from urakata.formats.documents import AS_IT_STANDS, NOBODY, Choices, DocumentRead, Names, Paper
from urakata.formats.mistakes import Mistake
from urakata.formats.texts import MEGABYTE, decode
from urakata.formats.wording import sentence

MOST = 5 * MEGABYTE
SHOWN_MISTAKES = 100
FIRST_ROWS = 12

_STEPS = re.compile(r"^(?:steps|key)[ \t]*:", re.MULTILINE)
_BOX = re.compile(r"[-*+]?[ \t]*\[[ xX]\]")


@dataclass(frozen=True, slots=True)
class Known:
    """読むときに知っていること: names of the company, the day, and what was chosen on the preview."""

    on: date
    names: Names = NOBODY
    choices: Choices = AS_IT_STANDS
    title: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """持ち込んだもの: a file or a pasted text as it was read; without an outline, why."""

    name: str
    text: str = ""
    outline: Outline | None = None
    checklist: ChecklistRead | None = None
    document: DocumentRead | None = None
    paper: Paper | None = None
    mistakes: tuple[Mistake, ...] = ()

    @property
    def source(self) -> str:
        return self.name if self.checklist or self.document else ""

    @property
    def carried(self) -> str:
        """What the preview sends back of a table or a document, in place of the file."""
        return documents.carried(self.paper) if self.paper else ""

    @property
    def first_rows(self) -> list[tuple[int, str]]:
        """The rows among which the headings of the columns may stand: place and words."""
        sheets = self.paper.sheets if self.paper else ()
        found = next((sheet for sheet in sheets if self.document and sheet.name == self.document.sheet), None)
        rows = found.rows[:FIRST_ROWS] if found else []
        words = [(at, "　".join(" ".join(cell.split()) for cell in row if cell.strip())) for at, row in enumerate(rows)]
        top = found.top if found else 0
        return [(at, f"{top + at + 1}：{text[:40]}") for at, text in words if text]

    @property
    def sentences(self) -> list[str]:
        said = [sentence(mistake) for mistake in self.mistakes[:SHOWN_MISTAKES]]
        left = len(self.mistakes) - len(said)
        return [*said, _("ほかに%(count)d件あります。") % {"count": left}] if left else said

    @property
    def skipped(self) -> list[str]:
        """読まなかった四角, each with its line and why."""
        left = self.checklist.skipped if self.checklist else ()
        return [f"{sentence(Mistake(why, line))} {text[:80]}" for line, text, why in left]


def bring_procedure(raw: bytes | str, name: str) -> Brought:
    """手順のファイルを読む."""
    outline, mistakes = files.read(raw)
    return Brought(name, _text(raw), outline, mistakes=tuple(mistakes))


def bring_checklist(raw: bytes | str, name: str) -> Brought:
    """チェックリストを読む."""
    found = read_checklist(raw, name=name)
    return Brought(name, _text(raw), found.outline, found, mistakes=found.mistakes)


def bring_document(raw: bytes | str, name: str, known: Known, html: str = "") -> Brought:
    """表や文書を読む; what is a list of boxes is read as a checklist."""
    paper = documents.paper_of(raw, name, html)
    if isinstance(paper, Mistake):
        return Brought(name, _text(raw), mistakes=(paper,))
    if not paper.sheets and has_boxes(_text(raw)):
        return bring_checklist(raw, name)
    return bring_paper(paper, name, known)


def bring_paper(paper: Paper, name: str, known: Known) -> Brought:
    """読んだ紙から: with what was chosen on the preview."""
    found = documents.read_paper(paper, name, known.names, known.choices, on=known.on, title=known.title)
    return Brought(name, outline=found.outline, document=found, paper=paper, mistakes=found.mistakes)


def bring(raw: bytes | str, name: str, known: Known, html: str = "") -> Brought:
    """何かを見て読む: a procedure file by its ending or its words, anything else by what it holds."""
    ending = PurePath(name).suffix.lower()
    text = _text(raw)
    is_file = ending in {".yaml", ".yml"} or (ending not in {".md", ".markdown"} and len(_STEPS.findall(text)) > 1)
    return bring_procedure(raw, name) if is_file else bring_document(raw, name, known, html)


def says_procedure(raw: bytes | str) -> bool:
    """手順のファイルの言葉が、行の頭にあるか."""
    return _STEPS.search(_text(raw)) is not None


def _text(raw: bytes | str) -> str:
    if isinstance(raw, str):
        return raw
    found = decode(raw)
    return found if isinstance(found, str) else ""


def first_line(text: str) -> str:
    """名前: what a pasted text is called when nobody gave it a name: its first line in plain words."""
    lines = (_BOX.sub("", line).strip("#-*+> \t") for line in text.splitlines())
    return next((line.replace("/", "／")[:60] for line in lines if line), _("貼り付け"))

"""持ち込む: files and pasted texts that become a procedure."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.outline import Outline
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries
from urakata.features.procedures.wording import CLEARANCES
from urakata.formats import procedures as files
from urakata.formats.checklists import ChecklistRead, read_checklist
from urakata.formats.mistakes import Mistake
from urakata.formats.texts import MEGABYTE, decode
from urakata.formats.wording import sentence

MOST = 5 * MEGABYTE
LONGEST_NAME = 200
SHOWN_MISTAKES = 100

_STEPS = re.compile(r"^(?:steps|key)[ \t]*:", re.MULTILINE)
_BOX = re.compile(r"[-*+]?[ \t]*\[[ xX]\]")


@dataclass(frozen=True, slots=True)
class Brought:
    """持ち込んだもの: a file or a pasted text as it was read; without an outline, why."""

    name: str
    text: str = ""
    outline: Outline | None = None
    checklist: ChecklistRead | None = None
    mistakes: tuple[Mistake, ...] = ()

    @property
    def source(self) -> str:
        return self.name if self.checklist else ""

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
    return Brought(name, _text(raw), found.outline, found, found.mistakes)


def bring(raw: bytes | str, name: str) -> Brought:
    """どちらかを見て読む: a procedure file by its ending or its words, anything else is a checklist."""
    ending = PurePath(name).suffix.lower()
    text = _text(raw)
    is_file = ending in {".yaml", ".yml"} or (ending not in {".md", ".markdown"} and len(_STEPS.findall(text)) > 1)
    return bring_procedure(raw, name) if is_file else bring_checklist(raw, name)


def _text(raw: bytes | str) -> str:
    if isinstance(raw, str):
        return raw
    found = decode(raw)
    return found if isinstance(found, str) else ""


class ImportForm(forms.Form):
    """取り込む: a file or a pasted text, and where it goes."""

    file = forms.FileField(label=gettext_lazy("ファイル"), required=False, max_length=LONGEST_NAME)
    text = forms.CharField(
        label=gettext_lazy("貼り付け"),
        strip=False,
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    name = forms.CharField(label=gettext_lazy("名前"), required=False, max_length=LONGEST_NAME)
    department = forms.ChoiceField(label=gettext_lazy("部署"), required=False)
    clearance = forms.ChoiceField(label=gettext_lazy("機密区分"), required=False)

    brought: Brought

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].choices = [  # type: ignore[attr-defined]
            ("", _("ファイルのとおり")),
            *((name, name) for name in queries.departments_of(viewer)),
        ]
        self.fields["clearance"].choices = [  # type: ignore[attr-defined]
            ("", _("ファイルのとおり")),
            *((name, CLEARANCES[name]) for name in queries.clearances_held(viewer)),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given = said.get("file")
        text = said.get("text") or ""
        if not given and not text.strip():
            raise forms.ValidationError(_("ファイルを選ぶか、文を貼り付けてください。"))
        self.brought = self._read(given, text, said)
        if self.brought.outline is None:
            raise forms.ValidationError(self.brought.sentences)
        return said

    def _read(self, given: UploadedFile | None, text: str, said: dict[str, Any]) -> Brought:
        name = said.get("name") or (given.name if given else "") or first_line(text)
        found = bring(given.read(MOST + 1) if given else text.replace("\r\n", "\n"), name)
        return replace(found, outline=found.outline and self._placed(found.outline, said))

    def _placed(self, outline: Outline, said: dict[str, Any]) -> Outline:
        return replace(
            outline,
            department=said.get("department") or outline.department,
            clearance=said.get("clearance") or outline.clearance,
        )


def first_line(text: str) -> str:
    """名前: what a pasted text is called when nobody gave it a name: its first line in plain words."""
    lines = (_BOX.sub("", line).strip("#-*+> \t") for line in text.splitlines())
    return next((line.replace("/", "／")[:60] for line in lines if line), _("貼り付け"))

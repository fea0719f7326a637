"""取り込む: a file or a pasted block, where it goes, and what was chosen on the preview about its columns and rows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.outline import Outline
from urakata.core.outline_problems import FlawCode, problems
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries
from urakata.features.procedures.forms.bringing import MOST, Brought, Known, bring, bring_paper, first_line
from urakata.features.procedures.wording import CLEARANCES
from urakata.formats.documents import AS_IT_STANDS, Choices, Field, RowKind, brought_back
from urakata.formats.mistakes import Mistake
from urakata.formats.wording import sentence

LONGEST_NAME = 200
LONGEST_HTML = 2 * MOST
LONGEST_PAPER = 4 * MOST
ACCEPTED = ".xlsx,.xlsm,.ods,.csv,.tsv,.docx,.md,.markdown,.txt,.yaml,.yml"
Chosen = TypeVar("Chosen", Field, RowKind)


class ImportForm(forms.Form):
    """取り込む."""

    text = forms.CharField(
        label=gettext_lazy("ここに貼る"),
        strip=False,
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "data-paste-into": "html"}),
    )
    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    name = forms.CharField(label=gettext_lazy("手順の名前"), required=False, max_length=LONGEST_NAME)
    department = forms.ChoiceField(label=gettext_lazy("部署"), required=False)
    clearance = forms.ChoiceField(label=gettext_lazy("機密区分"), required=False)
    html = forms.CharField(required=False, strip=False, max_length=LONGEST_HTML, widget=forms.HiddenInput)
    paper = forms.CharField(required=False, strip=False, max_length=LONGEST_PAPER, widget=forms.HiddenInput)
    origin = forms.CharField(required=False, max_length=LONGEST_NAME, widget=forms.HiddenInput)
    sheet = forms.CharField(required=False, strip=False, max_length=LONGEST_NAME)
    header = forms.IntegerField(required=False, min_value=-1, max_value=100_000)
    was_sheet = forms.CharField(required=False, strip=False, max_length=LONGEST_NAME)
    was_header = forms.IntegerField(required=False, min_value=-1, max_value=100_000)
    ordered = forms.ChoiceField(required=False, choices=[("", ""), ("1", "1"), ("0", "0")])

    brought: Brought
    chosen = AS_IT_STANDS

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
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
        given, text = said.get("file"), said.get("text") or ""
        if not given and not text.strip() and not said.get("paper") and not said.get("html"):
            raise forms.ValidationError(_("表や文を貼り付けるか、ファイルを選んでください。"))
        self.brought = self._read(given, text, said)
        if self.brought.outline is None and not self.can_choose:
            raise forms.ValidationError(self.brought.sentences)
        return said

    @property
    def can_choose(self) -> bool:
        """Whether another sheet, heading or column may make a procedure of what makes none as it stands."""
        found = self.brought.document
        return found is not None and bool(found.columns or len(found.sheets) > 1)

    @property
    def flaws(self) -> list[str]:
        """公開の前に直すところ: what a draft may hold and an edition may not."""
        if self.brought.outline is None:
            return self.brought.sentences
        found = problems(self.brought.outline)
        return [sentence(Mistake(flaw.code, params=flaw.params)) for flaw in found if flaw.code in SAID_ALONE]

    def _read(self, given: UploadedFile | None, text: str, said: dict[str, Any]) -> Brought:
        paper = brought_back(said["paper"]) if said.get("paper") else None
        title = said.get("name") or ""
        origin = (given.name if given else "") or said.get("origin") or title
        known = Known(self.viewer.on, queries.names_known(self.viewer), self._choices(said), _without_ending(title))
        if paper is not None:
            found = bring_paper(paper, origin, known)
        elif given:
            found = bring(given.read(MOST + 1), origin, known)
        else:
            found = self._read_text(text.replace("\r\n", "\n"), origin, known, said.get("html") or "")
        outline = found.outline
        if outline and found.checklist and title and title != origin:
            outline = replace(outline, title=known.title)
        return replace(found, outline=outline and self._placed(outline, said))

    def _read_text(self, text: str, origin: str, known: Known, html: str) -> Brought:
        found = bring(text, origin, known, html)
        return found if found.document or origin else bring(text, first_line(text), known, html)

    def _choices(self, said: dict[str, Any]) -> Choices:
        """What was chosen for columns and rows holds for the sheet and the heading it was chosen under."""
        ordered = {"1": True, "0": False}.get(said.get("ordered") or "")
        sheet, header = said.get("sheet") or "", said.get("header")
        if sheet != (said.get("was_sheet") or ""):
            return Choices(sheet, ordered=ordered)
        if header != said.get("was_header"):
            return Choices(sheet, header, ordered=ordered)
        self.chosen = Choices(
            sheet, None, dict(self._numbered("c", Field)), dict(self._numbered("r", RowKind)), ordered
        )
        return self.chosen

    def _numbered(self, letter: str, kinds: type[Chosen]) -> Iterator[tuple[int, Chosen]]:
        """c0, c1, … for columns, r0, r1, … for rows; what is no such choice is none."""
        for name, value in self.data.items():
            if re.fullmatch(rf"{letter}[0-9]{{1,5}}", name) and value in set(kinds):
                yield int(name[1:]), kinds(value)

    def _placed(self, outline: Outline, said: dict[str, Any]) -> Outline:
        return replace(
            outline,
            department=said.get("department") or outline.department,
            clearance=said.get("clearance") or outline.clearance,
        )


SAID_ALONE = frozenset({FlawCode.PERSONAL_NUMBER, FlawCode.NO_STEPS})


def _without_ending(name: str) -> str:
    return PurePath(name).stem if re.fullmatch(r".*\.[A-Za-z]{2,5}", name) else name

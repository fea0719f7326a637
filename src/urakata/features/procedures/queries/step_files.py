"""手順のファイルを読む: behind the door of the procedure, and there what an edition open to the viewer names."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from django.http import Http404
from django.urls import reverse

from urakata.common.files.actions import path_of
from urakata.core.outline import Outline, Step
from urakata.core.step_files import names_in
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Procedure, StepFile
from urakata.features.procedures.queries.editions import open_editions, outlines


@dataclass(frozen=True, slots=True)
class Shown:
    """見せるファイル: where it lies for this reader; without an address it is a name that the step has, and no file."""

    name: str
    url: str = ""
    alt: str = ""
    size: int = 0
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        return self.width is not None


@dataclass(frozen=True, slots=True)
class StepFiles:
    """工程のファイル, by name: those that there are."""

    by_name: Mapping[str, Shown] = field(default_factory=dict)

    def of(self, step: Step) -> list[Shown]:
        return [self.by_name.get(name, Shown(name)) for name in step.files]


def step_files(procedure_id: int, steps: Iterable[Step], base: str) -> StepFiles:
    """工程のファイル of an edition that the viewer has been shown; one question, none where no step names a file."""
    named = {name for step in steps for name in step.files}
    return _below(base, kept_under(procedure_id, named)) if named else StepFiles()


def kept_under(procedure_id: int, names: Collection[str]) -> list[StepFile]:
    """預かったファイル that have these names; whoever asks has been shown what names them."""
    return [each for name, each in sorted(_kept(procedure_id).items()) if name in names]


def shown_at(file: StepFile, url: str) -> Shown:
    return Shown(file.name, url, file.alt, file.blob.size, file.width, file.height)


def files_of_page(procedure: Procedure, outline: Outline) -> StepFiles:
    """工程のファイル on the pages of the procedure itself."""
    return step_files(procedure.pk, outline.steps, base_of(procedure))


def files_to_write(viewer: Viewer, procedure: Procedure, outline: Outline) -> StepFiles:
    """下書きのファイル: a name that the writer has typed shows nothing that they may not see."""
    return _below(base_of(procedure), readable(viewer, procedure).values()) if names_in(outline) else StepFiles()


def readable(viewer: Viewer, procedure: Procedure) -> dict[str, StepFile]:
    """見てよいファイル, by name: what an edition open to the viewer names, and what the viewer added."""
    kept = _kept(procedure.pk)
    if not kept:
        return {}
    open_now = outlines(list(open_editions(viewer, procedure).order_by().values_list("pk", flat=True)))
    named = {name for outline in open_now.values() for name in names_in(outline)}
    return {name: each for name, each in kept.items() if name in named or _is_own(viewer, each)}


def hidden_names(viewer: Viewer, procedure: Procedure, outline: Outline) -> frozenset[str]:
    """伏せたファイルの名: whoever publishes them would open what they were not shown."""
    named, kept = names_in(outline), _kept(procedure.pk)
    if not named & kept.keys():
        return frozenset()
    return frozenset(named & kept.keys() - readable(viewer, procedure).keys())


def step_file(viewer: Viewer, procedure: Procedure, code: str) -> StepFile:
    """The file, or the 404 that is the same for hidden and missing."""
    found = StepFile.objects.select_related("blob").filter(procedure=procedure, code=code).first()
    if found is None or found.name not in readable(viewer, procedure):
        raise Http404
    return found


def file_of_step(procedure_id: int, step: Step, code: str) -> StepFile:
    """The file, if this very step names it; whoever asks has been shown the step."""
    found = StepFile.objects.select_related("blob").filter(procedure=procedure_id, code=code).first()
    if found is None or found.name not in step.files:
        raise Http404
    return found


def opened(file: StepFile) -> BinaryIO:
    """Its bytes, or 404 where the home has lost them."""
    path = path_of(file.blob_id)
    if not path.exists():
        raise Http404
    return path.open("rb")


def base_of(procedure: Procedure) -> str:
    return reverse("procedure", args=[procedure.code]) + "files/"


def _below(base: str, files: Iterable[StepFile]) -> StepFiles:
    return StepFiles({each.name: shown_at(each, f"{base}{each.code}/") for each in files})


def _kept(procedure_id: int) -> dict[str, StepFile]:
    return {each.name: each for each in StepFile.objects.filter(procedure=procedure_id).select_related("blob")}


def _is_own(viewer: Viewer, file: StepFile) -> bool:
    return viewer.is_operator or (viewer.person_id is not None and file.added_by_id == viewer.person_id)

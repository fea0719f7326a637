"""下書き: what a person writes is kept at every change, and what two wrote at once is merged, never overwritten.

Being kept is no act of its own: the record gets a line when a draft of a published procedure is begun and thrown away.
Of a procedure without an edition nobody but its writer learns, so the record is silent until it is published.
"""

from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.outline import Outline
from urakata.core.outline_merge import Clash, Merged, merge, settle
from urakata.core.outline_plain import Plain, from_plain, to_plain
from urakata.core.procedure_rules import Problem, may_make, problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Draft, DraftState, Edition, Procedure
from urakata.features.procedures.queries.choices import department_id
from urakata.features.procedures.queries.visible import made_own

MOST_STATES = 200
FIRST = 1  # version of a draft: what it was begun with
LONGEST_TITLE = 200

Change = Callable[[Outline], Outline]


def begin(outline: Outline, *, source: str = "", by: Viewer, at: datetime) -> Procedure:
    """書きはじめる: a procedure without an edition, with the writer's draft; 404 for everybody else."""
    if by.person_id is None or not may_make(by):
        raise NotAllowed([Problem.MAY_NOT_PUBLISH])
    with audit.act(by=by, at=at):
        made = Procedure.objects.create(
            code=new_code(),
            key=made_own(outline.key),
            source=source[:300],
            title=outline.title[:LONGEST_TITLE],
            clearance=outline.clearance,
            department_id=department_id(outline.department),
            made_at=at,
        )
        _start(made, None, to_plain(outline), by, at)
    return made


def change_draft(
    procedure: Procedure,
    change: Change,
    *,
    of: int | None = None,
    seen: int | None = None,
    base: int | None = None,
    at_step: str = "",
    by: Viewer,
    at: datetime,
) -> Draft:
    """下書きを変える: `change` makes the next outline of the one that was seen.

    Whoever saw an older version than the newest is merged with what came since; `base` is the number of the edition on
    which a draft that does not exist yet is begun. `of` is the draft that was seen: once it is gone (published or
    thrown away in another window) nothing of it is left to merge with, which is told.
    """
    with audit.act(by=by, at=at) as record:
        if of and not Draft.objects.filter(pk=of, procedure=procedure, person_id=by.person_id or 0).exists():
            raise NotAllowed([Problem.DRAFT_IS_GONE])
        draft = _held(procedure, base, by, at, record)
        now = _said(draft)
        began = from_plain(_seen(draft, seen, base).content) if seen not in (None, draft.version) else now
        mine = change(began)
        found = merge(began, mine, now) if began is not now else Merged(mine)
        draft.at_step = at_step[:64]
        return _keep(draft, found, at)


def take_back(procedure: Procedure, *, ahead: bool = False, by: Viewer, at: datetime) -> bool:
    """元に戻す, or with `ahead` やり直す: one change of one's own draft; whether there was one."""
    with audit.act(by=by, at=at):
        draft = _begun(procedure, by)
        if draft is None:  # nothing was written yet
            return False
        now = _state(draft, draft.version)
        other = now.ahead if ahead else now.back
        there = other and DraftState.objects.filter(draft=draft, version=other).first()
        if not there:
            return False
        way: dict[str, int | None] = {"back": there.back, "ahead": there.ahead if ahead else now.version}
        _put(draft, there.content, at, **way)
        return True


def settle_clash(procedure: Procedure, step: str, part: str, *, theirs: bool, by: Viewer, at: datetime) -> None:
    """重なった所を決める: theirs takes the place of mine, or mine stays."""
    with audit.act(by=by, at=at):
        draft = _own(procedure, by)
        here = [Clash(**each) for each in draft.clashes]
        for clash in [each for each in here if (each.step, each.part) == (step, part)]:
            here.remove(clash)
            draft.clashes = [asdict(each) for each in here]
            draft.save(update_fields=["clashes"])
            if theirs:
                _keep(draft, Merged(settle(_said(draft), clash)), at)


def take_edition(procedure: Procedure, *, by: Viewer, at: datetime) -> Draft:
    """新しい版を取り込む: what was published meanwhile, merged with the draft, which stands on it now."""
    with audit.act(by=by, at=at):
        draft = _own(procedure, by)
        newest = Procedure.objects.select_related("edition").get(pk=procedure.pk).edition
        if newest is None or draft.based_on is None or newest.pk == draft.based_on_id:
            return draft
        began, theirs = from_plain(draft.based_on.content), from_plain(newest.content)
        found = merge(began, _said(draft), theirs)
        draft.based_on = newest
        draft.save(update_fields=["based_on"])
        return _keep(draft, found, at)


def keep_text(procedure: Procedure, text: str, *, base: int | None, by: Viewer, at: datetime) -> None:
    """書きかけの文字: what was typed as YAML and cannot be read yet, so that nothing typed is lost."""
    with audit.act(by=by, at=at) as record:
        draft = _held(procedure, base, by, at, record)
        draft.text = text.replace("\0", "")
        draft.save(update_fields=["text"])


def discard_draft(procedure: Procedure, *, by: Viewer, at: datetime) -> None:
    """下書きを捨てる: one's own; a procedure that has no edition goes with it."""
    with audit.act(by=by, at=at) as record:
        if forget(procedure, by) and procedure.edition_id is not None:
            record("procedure.draft_discarded", about=procedure)
        if procedure.edition_id is None:
            Procedure.objects.filter(pk=procedure.pk, edition=None, drafts=None).delete()


def forget(procedure: Procedure, by: Viewer) -> bool:
    """Part of another act, whether there was one."""
    if by.person_id is None:
        return False
    gone, _ = Draft.objects.filter(procedure=procedure, person_id=by.person_id).delete()
    return bool(gone)


def _said(draft: Draft) -> Outline:
    assert draft.content is not None  # `_own` and `_held` see to it
    return from_plain(draft.content)


def _own(procedure: Procedure, by: Viewer) -> Draft:
    """One's own draft, its row held. Raises NotAllowed if it is gone (published or thrown away elsewhere)."""
    draft = _begun(procedure, by)
    if draft is None:
        raise NotAllowed([Problem.DRAFT_IS_GONE])
    return draft


def _begun(procedure: Procedure, by: Viewer) -> Draft | None:
    own = Draft.objects.select_for_update(of=("self",)).select_related("based_on")
    return own.filter(procedure=procedure, person_id=by.person_id or 0).exclude(content=None).first()


def _held(procedure: Procedure, base: int | None, by: Viewer, at: datetime, record: audit.Record) -> Draft:
    Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)  # of two first changes one begins the draft
    refused = problems(by, departments=[procedure.department_id], clearances=[procedure.clearance])
    if by.person_id is None or (refused and procedure.edition_id is not None):
        raise NotAllowed(refused or [Problem.MAY_NOT_PUBLISH])
    found = Draft.objects.select_for_update(of=("self",)).filter(procedure=procedure, person_id=by.person_id).first()
    if found is not None and found.content is not None:
        return found
    edition = _edition(procedure, base)
    if found is None:
        record("procedure.draft_saved", about=procedure, base=edition.number)
        return _start(procedure, edition, edition.content, by, at)
    found.version, found.content = FIRST, edition.content  # begun as a text before drafts were outlines
    found.save(update_fields=["version", "content"])
    DraftState.objects.create(draft=found, version=FIRST, content=found.content)
    return found


def _edition(procedure: Procedure, base: int | None) -> Edition:
    editions = Edition.objects.filter(procedure=procedure)
    found = editions.filter(number=base).first() if base else editions.filter(pk=procedure.edition_id or 0).first()
    if found is None:
        raise NotAllowed([Problem.DRAFT_IS_GONE])
    return found


def _start(procedure: Procedure, edition: Edition | None, content: Plain, by: Viewer, at: datetime) -> Draft:
    draft = Draft.objects.create(
        procedure=procedure, person_id=by.person_id or 0, content=content, based_on=edition, version=FIRST, saved_at=at
    )
    DraftState.objects.create(draft=draft, version=FIRST, content=content)
    return draft


def _seen(draft: Draft, version: int | None, base: int | None) -> DraftState | Edition:
    """What stood on the page; without a version, the edition from before there was a draft."""
    if version:
        return _state(draft, version)
    if base:
        return _edition(draft.procedure, base)
    return _state(draft, FIRST)


def _state(draft: Draft, version: int) -> DraftState:
    found = DraftState.objects.filter(draft=draft, version=version).first()
    if found is None:
        raise NotAllowed([Problem.DRAFT_IS_GONE])
    return found


def _keep(draft: Draft, found: Merged, at: datetime) -> Draft:
    content = _storable(to_plain(found.outline))
    if found.clashes:
        known = [each for each in draft.clashes if not _told(each, found.clashes)]
        draft.clashes = known + [_storable(asdict(clash)) for clash in found.clashes]
    if content == draft.content:
        draft.save(update_fields=["at_step", "clashes"])
        return draft
    return _put(draft, content, at, back=draft.version, ahead=None)


def _told(stored: dict[str, Any], clashes: Collection[Clash]) -> bool:
    return any((stored["step"], stored["part"]) == (clash.step, clash.part) for clash in clashes)


def _put(draft: Draft, content: Plain, at: datetime, *, back: int | None, ahead: int | None) -> Draft:
    draft.version += 1
    draft.content, draft.text, draft.saved_at = content, "", at
    draft.save(update_fields=["version", "content", "text", "saved_at", "at_step", "clashes"])
    DraftState.objects.create(draft=draft, version=draft.version, content=content, back=back, ahead=ahead)
    DraftState.objects.filter(draft=draft, version__lte=draft.version - MOST_STATES).delete()
    return draft


def _storable(plain: Any) -> Any:
    """No NUL, which no database of ours takes inside JSON."""
    if isinstance(plain, str):
        return plain.replace("\0", "")
    if isinstance(plain, dict):
        return {key: _storable(value) for key, value in plain.items()}
    return [_storable(value) for value in plain] if isinstance(plain, list) else plain

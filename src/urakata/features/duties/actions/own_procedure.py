"""締切の短い手順: of a duty for which the library has none, made once of its own steps; people edit it afterwards."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from urakata.core.backplan import DueRule, Unit
from urakata.core.duty import Duty, Group
from urakata.core.outline import Check, CheckKind, Outline, Step
from urakata.core.personal_number import is_asked_for
from urakata.features.company import queries as company

RECEIPT, COPY = "receipt", "copy"
LONGEST_TITLE = 200

DEPARTMENTS = {  # the first that the company has
    Group.TAX: ("経理",),
    Group.CLOSING: ("経理",),
    Group.SOCIAL_INSURANCE: ("労務", "人事"),
    Group.LABOUR: ("労務", "人事"),
}
ELSE = ("総務",)


def own_outline(duty: Duty, *, key: str, clearance: str = "") -> Outline:
    """手順の中身: its steps a business day apart, the last one on the day itself."""
    names = DEPARTMENTS.get(duty.group, ELSE)
    department = next((name for name in names if company.department_named(name)), "")
    return Outline(
        key=key,
        title=duty.title[:LONGEST_TITLE],
        why=duty.applies_when,
        department=department,
        clearance=clearance,
        steps=_steps(duty, duty.steps or (_("提出する"),)),
    )


def _steps(duty: Duty, titles: Sequence[str]) -> tuple[Step, ...]:
    last = len(titles) - 1
    return tuple(
        Step(
            key=f"s{at + 1}",
            title=title,
            needs=(f"s{at}",) if at else (),
            due=DueRule("anchor", at - last, Unit.BUSINESS_DAYS),
            how=_office(duty) if at == last else "",
            prepare=_documents(duty) if at == last else (),
            checks=_proof() if at == last else (),
        )
        for at, title in enumerate(titles)
    )


def _office(duty: Duty) -> str:
    return _("提出先：%(office)s") % {"office": duty.office} if duty.office else ""


def _documents(duty: Duty) -> tuple[str, ...]:
    """用意する書類; what must never be kept is not asked for."""
    return tuple(name for name in duty.documents if not is_asked_for(name))


def _proof() -> tuple[Check, ...]:
    """控え: asked for, and nobody is held up by it."""
    return (
        Check(key=RECEIPT, text=_("受付番号"), kind=CheckKind.TEXT, required=False),
        Check(key=COPY, text=_("控え"), kind=CheckKind.FILE, required=False),
    )

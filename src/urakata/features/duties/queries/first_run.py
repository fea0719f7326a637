"""はじめての設定のつづき: what is left of it, for a week; and the procedures to begin with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from urakata.common.audit.models import Entry
from urakata.core.outline import Outline
from urakata.core.profile import Kind, Profile
from urakata.core.viewer import Viewer
from urakata.features.company.models import Company, Person
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Procedure

SHOWN_FOR = timedelta(days=7)
PICKS = (
    "payroll", "tax_payment", "social_insurance_payment", "monthly_closing", "payables", "invoicing",
    "expense_settlement", "supplies_order", "account_inventory", "stocktaking",
)  # fmt: skip
OF_EMPLOYERS = frozenset({"payroll", "tax_payment", "social_insurance_payment"})
MOST_PICKS = 8


@dataclass(frozen=True, slots=True)
class Left:
    """のこり: one step of the first run, whether it is done, and where it is done."""

    step: str  # company | deadlines | bank | procedure | invite
    is_done: bool

    @property
    def url_name(self) -> str:
        return f"begin_{self.step}"


@dataclass(frozen=True, slots=True)
class Pick:
    """選べる雛形: `needs` names the clearance that this viewer lacks for it."""

    outline: Outline
    is_taken: bool
    needs: str = ""


def first_run_left(viewer: Viewer, now: datetime) -> list[Left]:
    """はじめての設定ののこり for its owner: five rows; none once all are done, put away or a week old."""
    if not viewer.is_owner or viewer.person_id is None:
        return []
    begun = Company.objects.filter(is_sample=False, made_at__gt=now - SHOWN_FOR)
    found = begun.annotate(
        is_put_away=_acted("first_run.put_away"),
        is_confirmed=_acted("first_run.confirmed"),
        has_procedure=Exists(Procedure.objects.filter(is_built_in=False)),
        has_others=Exists(Person.objects.filter(account__isnull=False).exclude(pk=viewer.person_id)),
    ).first()
    if found is None or found.is_put_away or found.profile.get("kind") == Kind.PERSONAL:
        return []
    left = [
        Left("company", all(key in found.profile for key in ("kind", "employees", "fiscal_year_end", "payday"))),
        Left("deadlines", found.is_confirmed),
        Left("bank", "bank" in found.profile),
        Left("procedure", found.has_procedure),
        Left("invite", found.has_others),
    ]
    return [] if all(each.is_done for each in left) else left


def picks(viewer: Viewer, profile: Profile) -> list[Pick]:
    """ひとつ選ぶ: the templates that fit the company, those this viewer may not take named with what is missing."""
    mine = {outline.key for outline in procedures.templates_for(viewer)}
    taken, known = procedures.taken(viewer), procedures.templates()
    fitting = [known[key] for key in PICKS if key in known and (profile.employees != 0 or key not in OF_EMPLOYERS)]
    may = [Pick(each, each.key in taken) for each in fitting if each.key in mine][:MOST_PICKS]
    lacks = [Pick(each, False, each.clearance) for each in fitting if each.key not in mine and each.clearance]
    return [*may, *lacks]


def _acted(act: str) -> Exists:
    about: QuerySet[Entry] = Entry.objects.filter(about_kind="company", about_key="company", act=act)
    return Exists(about.filter(at__gte=OuterRef("made_at")))

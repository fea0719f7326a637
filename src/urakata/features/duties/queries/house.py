"""うちの決めごとを読む."""

from collections.abc import Mapping

from urakata.core.duty import Duties
from urakata.core.duty_days import HouseRule
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.duties.models import Choice
from urakata.rules.duties import rules


def known() -> Duties:
    """義務: what could be read; a file of the installation with a mistake is left out and named by doctor."""
    return rules().duties


def choices() -> dict[str, Choice]:
    """決めごと by duty."""
    return {choice.duty: choice for choice in Choice.objects.select_related("in_charge", "changed_by")}


def house_rules(said: Mapping[str, Choice]) -> dict[str, HouseRule]:
    """As the rules count with them."""
    return {duty: choice.house_rule() for duty, choice in said.items()}


def has_charge(viewer: Viewer) -> bool:
    """Whether any duty is in this person's charge."""
    return viewer.person_id is not None and Choice.objects.filter(in_charge=viewer.person_id).exists()


def may_decide(viewer: Viewer) -> bool:
    """決めごと are made by the lead and the owner."""
    return viewer.is_lead or viewer.is_owner


def may_be_in_charge(viewer: Viewer, person: Person) -> bool:
    """担当 is one of the office who is here."""
    return any(each.pk == person.pk for each in company.assignable(viewer))

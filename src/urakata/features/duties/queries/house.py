"""うちの決めごとを読む."""

from collections.abc import Mapping

from urakata.core.duty import Duties
from urakata.core.duty_days import HouseRule
from urakata.core.viewer import Viewer
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

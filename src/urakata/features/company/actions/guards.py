"""人のことをしてよいか: asked before every act on a person."""

from urakata.core.clearance import PersonAct, PersonFacts, person_problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company import queries
from urakata.features.company.models import Person


def guard(act: PersonAct, person: Person | None, *, by: Viewer, role: str = "") -> None:
    """Raises NotAllowed with every reason why not."""
    facts = queries.facts(person, by.on) if person else PersonFacts()
    if found := person_problems(act, by, facts, role=role):
        raise NotAllowed(found)

"""手順を読む: every question begins with the viewer."""

from urakata.core.procedure_rules import Problem, may_make, may_publish, problems
from urakata.features.company.models import Person
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.procedures.queries.choices import (
    clearances_held,
    department_id,
    departments_of,
    office_people,
)
from urakata.features.procedures.queries.deputies import (
    Deputies,
    StandIns,
    candidate,
    deputies,
    deputised,
    deputy,
    stand_ins,
)
from urakata.features.procedures.queries.drafts import (
    Writing,
    begun,
    draft,
    draft_outline,
    others_writing,
    outline_of,
    to_write,
    ways,
)
from urakata.features.procedures.queries.editions import (
    edition,
    history,
    numbers,
    outline,
    outlines,
    published,
    published_outline,
)
from urakata.features.procedures.queries.held import held, held_on_the_shelf, naming, naming_anybody, of_department
from urakata.features.procedures.queries.library import taken, templates, templates_for
from urakata.features.procedures.queries.shelves import PAGE, SHELF, Group, ShelfRow, on_the_shelf, recurring, shelf
from urakata.features.procedures.queries.visible import (
    by_key,
    file_key,
    new_key,
    procedure,
    visible_to,
)

__all__ = [
    "PAGE",
    "SHELF",
    "Deputies",
    "Edition",
    "Group",
    "Person",
    "Problem",
    "Procedure",
    "ShelfRow",
    "StandIns",
    "Writing",
    "begun",
    "by_key",
    "candidate",
    "clearances_held",
    "department_id",
    "departments_of",
    "deputies",
    "deputised",
    "deputy",
    "draft",
    "draft_outline",
    "edition",
    "file_key",
    "held",
    "held_on_the_shelf",
    "history",
    "may_make",
    "may_publish",
    "naming",
    "naming_anybody",
    "new_key",
    "numbers",
    "of_department",
    "office_people",
    "on_the_shelf",
    "others_writing",
    "outline",
    "outline_of",
    "outlines",
    "problems",
    "procedure",
    "published",
    "published_outline",
    "recurring",
    "shelf",
    "stand_ins",
    "taken",
    "templates",
    "templates_for",
    "to_write",
    "visible_to",
    "ways",
]

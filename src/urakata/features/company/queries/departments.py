"""部署を読む."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from urakata.features.company.models import Department
from urakata.features.company.queries.viewers import current


def departments() -> QuerySet[Department]:
    """部署: in their order, with how many people stand in each; those to come and those closed as well."""
    return Department.objects.select_related("parent").annotate(headcount=Count("people")).order_by("position", "name")


def offered(on: date, *, keep: Iterable[int | None] = (), ahead: bool = False) -> list[Department]:
    """選べる部署: open on the day, and `keep`, which somebody stands in; `ahead`: those that open later as well."""
    is_open = Q(until=None) | Q(until__gte=on) if ahead else current(on)
    return list(departments().filter(is_open | Q(pk__in=[pk for pk in keep if pk])))


def is_open(department: Department, on: date) -> bool:
    """Whether it has opened and is not yet closed."""
    return (department.since is None or department.since <= on) and (department.until is None or on <= department.until)


def department_names() -> dict[int, str]:
    return dict(Department.objects.values_list("pk", "name"))


def department_named(name: str) -> int | None:
    """The id of the department of that name; as 「労務」 or 「管理部 労務」."""
    found = Department.objects.filter(name__in=[name.strip(), name.replace("　", " ").split(" ")[-1]])
    return found.values_list("pk", flat=True).first()


def department(pk: object) -> Department | None:
    """The department of that id, which may come from a form; None for none."""
    text = str(pk or "")
    return Department.objects.filter(pk=text).first() if text.isdecimal() and len(text) < 10 else None

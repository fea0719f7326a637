"""部署を読む."""

from django.db.models import Count, QuerySet

from urakata.features.company.models import Department


def departments() -> QuerySet[Department]:
    """部署: in their order, with how many people stand in each."""
    return Department.objects.select_related("parent").annotate(headcount=Count("people")).order_by("position", "name")


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

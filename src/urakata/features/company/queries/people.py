"""人を読む: whom a viewer may see, who may be given work, and everybody's name."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.http import Http404

from urakata.core.clearance import PersonFacts
from urakata.core.normalise import fold
from urakata.core.viewer import OFFICE_ROLES, RoleName, Viewer
from urakata.features.company.models import Department, Grant, Person, Role
from urakata.features.company.queries.postings import held_roles, in_roles, standing_in
from urakata.features.company.queries.viewers import current, still_here

OF_ME = "company.me"  # a place that upper features fill, by the id of whoever sees the page
OF_PERSON = "company.person"  # the same on the page of a person, by that person's id


def people(viewer: Viewer) -> QuerySet[Person]:
    """visible_to: the office and the owner see everybody, a manager their departments, the others themselves."""
    everybody = Person.objects.select_related("department", "account")
    if viewer.is_owner or viewer.has(RoleName.LEAD, RoleName.OFFICE):
        return everybody
    mine = Q(pk=viewer.person_id)
    if viewer.has(RoleName.MANAGER, RoleName.TEMP):
        mine |= standing_in(viewer.departments, viewer.on) & Q(is_outside=False)
    return everybody.filter(mine)


def person(viewer: Viewer, code: str) -> Person:
    """The person, or 404."""
    found = people(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def me(viewer: Viewer) -> Person:
    """見ている人そのもの, or 404 for the operator."""
    found = Person.objects.select_related("department", "account").filter(pk=viewer.person_id or 0).first()
    if found is None:
        raise Http404
    return found


def others(viewer: Viewer) -> list[Person]:
    """ほかの人: everybody whom the viewer sees and who is here, but oneself."""
    return list(people(viewer).filter(pk__in=here(viewer.on)).exclude(pk=viewer.person_id or 0))


def here(on: date) -> QuerySet[Person]:
    """いまいる人: not left; who comes later counts already."""
    return Person.objects.filter(still_here(on))


def employed(on: date) -> QuerySet[Person]:
    """在籍の人 on a day: of 社員台帳, neither from outside nor 派遣; who has no 入社日 written counts as here."""
    temps = Role.objects.filter(current(on), name=RoleName.TEMP).values("person")
    hired = Q(hired_on=None) | Q(hired_on__lte=on)
    return here(on).filter(hired, is_outside=False).exclude(pk__in=temps).select_related("department")


def assignable(viewer: Viewer, department_id: int | None = None, clearance: str = "") -> list[Person]:
    """頼める人: those of the office who are here and hold the clearance; of the department and those above it."""
    found = here(viewer.on).filter(in_roles(OFFICE_ROLES, viewer.on)).select_related("department")
    if clearance:
        found = found.filter(pk__in=_holding(clearance, viewer.on).values("person"))
    if department_id is not None:
        at = standing_in(_with_upper(department_id), viewer.on)
        at |= Q(pk__in=held_roles(viewer.on).filter(department=department_id).values("person"))
        found = found.filter(at)
    return list(found)


def _with_upper(department_id: int) -> list[int]:
    """The department and the one above it."""
    upper = Department.objects.filter(children=department_id).values_list("pk", flat=True)
    return [department_id, *upper]


def outsiders(viewer: Viewer) -> list[Person]:
    """社外の人 who are here, as far as the viewer sees people."""
    return list(people(viewer).filter(pk__in=here(viewer.on), is_outside=True))


def office_and_others(viewer: Viewer) -> tuple[list[Person], list[Person]]:
    """管理部の人とほかの人: everybody who is here, in one question."""
    inside = Case(When(in_roles(OFFICE_ROLES, viewer.on), then=True), default=False)
    found = list(here(viewer.on).annotate(is_inside=inside).select_related("department"))
    return [each for each in found if each.is_inside], [each for each in found if not each.is_inside]


def person_named(name: str) -> Person | None:
    """The one person of that name; None where there is nobody or more than one."""
    found = Person.objects.filter(name__in={name.strip(), name.replace("　", " ").strip()})[:2]
    return found[0] if len(found) == 1 else None


def holder_of_number(number: str) -> int | None:
    """Whose 社員番号 that is."""
    return Person.objects.filter(number=number).values_list("pk", flat=True).first()


def persona(key: str) -> Person | None:
    """見本の人 behind an entrance button."""
    return Person.objects.select_related("account").filter(code=key, account__is_active=True).first()


def stand_in_name(address: str | None) -> str:
    """仮の名: under which the first owner stands until they say who they are."""
    return address.partition("@")[0][:100] if address else "持ち主"


def is_nameless(person: Person) -> bool:
    """まだ名乗っていない人."""
    return person.account is not None and person.name == stand_in_name(person.account.email)


def names(ids: Iterable[int | None]) -> dict[int, str]:
    """名前 of many people in one query."""
    return dict(Person.objects.filter(pk__in={pk for pk in ids if pk is not None}).values_list("pk", "name"))


def numbers_of(text: str) -> list[int]:
    """Of those whose name or kana holds the text, the keys; bounded."""
    words = text.replace("\0", "").strip()[:100]
    if not words:
        return []
    found = Person.objects.filter(Q(name__icontains=words) | Q(kana__icontains=words))
    return list(found.values_list("pk", flat=True)[:200])


def listed(viewer: Viewer, words: str = "", *, show: str = "") -> QuerySet[Person]:
    """設定の人: found by name, kana, 社員番号, title, department or address; `show`: left, or a role."""
    found = people(viewer).prefetch_related(
        Prefetch("roles", Role.objects.filter(current(viewer.on)).select_related("department"), "current_roles"),
    )
    gone = Q(leaves_on__lt=viewer.on)
    found = found.filter(gone) if show == "left" else found.exclude(gone)
    if show in set(RoleName):
        found = found.filter(in_roles([show], viewer.on))
    for word in words.replace("　", " ").split()[:8]:
        found = found.filter(pk__in=_matching(word))
    return found


def facts(person: Person, on: date) -> PersonFacts:
    """その人の立場, as `core.clearance` asks for it; roles and clearances of later days count."""
    later = Q(until=None) | Q(until__gte=on)
    owners = here(on).filter(in_roles([RoleName.OWNER], on))
    return PersonFacts(
        person_id=person.pk,
        roles=frozenset(person.roles.filter(later).values_list("name", flat=True)),
        clearances=frozenset(person.grants.filter(later, revoked_at=None).values_list("clearance", flat=True)),
        is_only_owner=list(owners.values_list("pk", flat=True)[:2]) == [person.pk],
    )


def current_and_coming(person: Person, on: date) -> QuerySet[Role]:
    """いまとこれからの役割."""
    return roles(person).filter(Q(until=None) | Q(until__gte=on))


def clearances_of(ids: Iterable[int], viewer: Viewer) -> dict[int, list[Grant]]:
    """その人たちの機密区分 that the viewer may know of; the owner all, the others those they hold themselves."""
    known = Grant.objects.filter(Q(until=None) | Q(until__gte=viewer.on), person__in=list(ids), revoked_at=None)
    if not viewer.is_owner:
        known = known.filter(clearance__in=viewer.clearances)
    found: dict[int, list[Grant]] = {}
    for grant in known.order_by("pk"):
        found.setdefault(grant.person_id, []).append(grant)
    return found


def roles(person: Person) -> QuerySet[Role]:
    """役割: all of them, the newest first."""
    return person.roles.select_related("department").order_by("-since", "-pk")


def _holding(clearance: str, on: date) -> QuerySet[Grant]:
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=on), clearance=clearance, revoked_at=None)
    return held.exclude(confirmed_at=None)


def _matching(word: str) -> list[int]:
    """Ids whose folded words hold the folded word: ｶﾅ finds カナ, 高橋 finds 髙橋. A company fits into memory."""
    sought = fold(word)
    rows = Person.objects.values_list("pk", "name", "kana", "number", "title", "department__name", "account__email")
    return [pk for pk, *texts in rows if any(sought in fold(text) for text in texts if text)]

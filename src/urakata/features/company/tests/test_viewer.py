"""見る人: what holds on the day, and nothing else."""

from datetime import date, timedelta

from urakata.features.company.models import Department, Grant, Role, Seal


def test_a_role_holds_from_its_first_day_to_its_last(office, viewer_of):
    Role.objects.filter(person=office.nishino).delete()
    Role.objects.create(person=office.nishino, name="office", since=date(2026, 11, 17), until=date(2026, 11, 20))

    def roles(on: date) -> frozenset[str]:
        return viewer_of(office.nishino, on).roles

    assert [roles(date(2026, 11, day)) for day in (16, 17, 20, 21)] == [
        frozenset({"employee"}), frozenset({"office"}), frozenset({"office"}), frozenset({"employee"}),
    ]  # fmt: skip


def test_whoever_has_no_role_is_an_employee_or_from_outside(office, viewer_of):
    Role.objects.all().delete()

    assert viewer_of(office.kobayashi).roles == {"employee"}
    assert viewer_of(office.sharoshi).roles == {"outside"}


def test_ones_department_brings_two_levels_below_it_and_none_beside(office, viewer_of):
    below = Department.objects.create(name="給与係", parent=office.労務)
    Department.objects.create(name="その下の下", parent=Department.objects.create(name="その下", parent=below))

    assert viewer_of(office.morita).departments >= {office.upper.pk, office.労務.pk, office.経理.pk, below.pk}
    assert viewer_of(office.saeki).departments >= {office.労務.pk, below.pk}
    assert office.経理.pk not in viewer_of(office.saeki).departments
    assert office.upper.pk not in viewer_of(office.saeki).departments


def test_a_role_in_a_further_department_counts_while_it_holds(office, viewer_of, at):
    yesterday = at.date() - timedelta(days=1)
    Role.objects.create(person=office.nishino, name="office", department=office.総務)
    Role.objects.create(person=office.nishino, name="office", department=office.人事, until=yesterday)

    departments = viewer_of(office.nishino).departments

    assert office.総務.pk in departments
    assert office.人事.pk not in departments


def test_a_clearance_counts_once_confirmed_until_its_last_day_unless_taken_back(office, viewer_of, at):
    def grant(code: str, clearance: str, **facts) -> None:
        held = {"granted_at": at, "confirmed_at": at} | facts
        Grant.objects.create(code=code, person=office.nishino, clearance=clearance, **held)

    grant("a", "pay", confirmed_at=None)
    grant("b", "people", until=at.date())
    grant("c", "health", until=at.date() - timedelta(days=1))
    grant("d", "contract", revoked_at=at)

    assert viewer_of(office.nishino).clearances == {"people"}


def test_a_seal_is_shut_to_those_it_does_not_name_until_its_day_is_over(office, viewer_of, at):
    sealed = Seal.objects.create(code="seal", label="内示", until=at.date())
    sealed.people.add(office.saeki)

    assert viewer_of(office.saeki).shut_seals == frozenset()
    assert viewer_of(office.morita).shut_seals == {sealed.pk}
    assert viewer_of(office.morita, at.date() + timedelta(days=1)).shut_seals == frozenset()

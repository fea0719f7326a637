"""うちの決めごと: each verb works, leaves its record, can be taken back, and is refused with a reason."""

from datetime import date

import pytest

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.features.duties import actions
from urakata.features.duties.models import Choice

HOUTEI, FREON, RENEWAL = "hotei_chosho", "freon_teiki", "kyotei36"


@pytest.fixture
def lead(office, viewer_of):
    return viewer_of(office.morita)


def recorded() -> list[tuple[str, str]]:
    return list(Entry.objects.order_by("seq").values_list("act", "about_label"))


def test_our_own_day_is_set_and_taken_back_again(lead, at):
    assert actions.set_own_days(HOUTEI, 6, by=lead, at=at)
    assert Choice.objects.get().own_days_before == 6
    assert actions.set_own_days(HOUTEI, None, by=lead, at=at)

    assert Choice.objects.get().own_days_before is None
    assert recorded() == [("duty.own_days_set", "法定調書・法定調書合計表の提出")] * 2


def test_what_stands_already_leaves_no_entry_and_no_row(lead, at):
    assert not actions.set_own_days(HOUTEI, None, by=lead, at=at)

    assert not Choice.objects.exists()
    assert not recorded()


def test_a_duty_is_switched_off_with_its_reason_and_on_again(lead, at):
    actions.switch_off(HOUTEI, " 税理士が\0出す ", by=lead, at=at)
    off = Choice.objects.get()
    actions.switch_on(HOUTEI, by=lead, at=at)

    assert (off.is_off, off.reason, off.changed_by_id) == (True, "税理士が出す", lead.person_id)
    assert not Choice.objects.get().is_off
    assert [act for act, _ in recorded()] == ["duty.switched_off", "duty.switched_on"]


def test_somebody_of_the_office_takes_charge(lead, office, at):
    actions.set_charge(HOUTEI, office.nishino, by=lead, at=at)

    assert Choice.objects.get().in_charge == office.nishino


def test_the_last_time_and_the_interval_are_kept(lead, at):
    actions.set_last(FREON, date(2025, 3, 1), 1, by=lead, at=at)

    assert (Choice.objects.get().last_on, Choice.objects.get().interval) == (date(2025, 3, 1), 1)


def test_the_anchor_of_an_agreement_is_kept(lead, at):
    actions.set_anchor(RENEWAL, (4, 1), by=lead, at=at)

    assert Choice.objects.get().house_rule().anchor == (4, 1)


def test_every_refusal_says_why_and_changes_nothing(lead, office, at):
    for act, problem in (
        (lambda: actions.set_own_days(HOUTEI, 61, by=lead, at=at), "choice_too_many_days"),
        (lambda: actions.set_own_days(HOUTEI, -1, by=lead, at=at), "choice_too_many_days"),
        (lambda: actions.set_charge(HOUTEI, office.foreman, by=lead, at=at), "choice_not_here"),
        (lambda: actions.set_variant(HOUTEI, "somebody_else", by=lead, at=at), "choice_unknown_variant"),
        (lambda: actions.set_last(FREON, date(2027, 1, 1), by=lead, at=at), "choice_last_ahead"),
        (lambda: actions.set_last(FREON, date(2025, 1, 1), 9, by=lead, at=at), "choice_no_interval"),
        (lambda: actions.set_last(HOUTEI, date(2025, 1, 1), by=lead, at=at), "choice_no_interval"),
        (lambda: actions.set_anchor(HOUTEI, (4, 1), by=lead, at=at), "choice_no_anchor"),
        (lambda: actions.switch_off(HOUTEI, "  ", by=lead, at=at), "choice_no_reason"),
        (lambda: actions.switch_off("nothing", "無い", by=lead, at=at), "choice_unknown_duty"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert [str(each) for each in refusal.value.problems] == [problem]
    assert not Choice.objects.exists()
    assert not recorded()


def test_the_office_reads_and_does_not_decide(office, viewer_of, at):
    with pytest.raises(NotAllowed) as refusal:
        actions.switch_off(HOUTEI, "無い", by=viewer_of(office.nishino), at=at)

    assert [str(each) for each in refusal.value.problems] == ["choice_not_yours"]


def test_nothing_changes_where_the_record_cannot_be_written(lead, at, monkeypatch):
    def broken(*_args, **_more):
        raise OSError("the disk is full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)

    with pytest.raises(OSError, match="full"):
        actions.set_own_days(HOUTEI, 6, by=lead, at=at)
    assert not Choice.objects.exists()

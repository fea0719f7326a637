"""出来事の置き場: an installation's own groups come after those that are shipped."""

from datetime import date

import pytest

from urakata.core.due import Form
from urakata.core.happening import bundle, happening_counts
from urakata.core.profile import Profile
from urakata.rules import pack
from urakata.rules.calendars import calendars
from urakata.rules.duties import rules
from urakata.rules.events import events, shipped

OWN = """\
groups:
  - key: award
    title: 永年勤続の表彰
    about: person
    clearance: people
    milestones:
      - {years: 10, title: 表彰と休暇を用意する}
  - key: care
    title: うちの介護休業
    about: person
    clearance: people
    events: [care_leave_end, leave_grant]
    asks:
      - {name: leave_end, label: 終わった日}
      - {name: grant_date, label: 付与した日}
"""


@pytest.fixture
def own(tmp_path):
    before = pack.place()
    pack.use(tmp_path / "rules")
    (tmp_path / "rules").mkdir()
    yield tmp_path / "rules" / "events.yaml"
    pack.use(before or tmp_path / "nowhere")


def test_without_a_file_the_shipped_groups_count(own):
    assert events() is shipped()


def test_every_event_of_a_duty_stands_in_exactly_one_group():
    asked = {version.trigger.event for versions in rules().duties.values() for version in versions} - {""}
    named = [event for group in shipped().groups.values() for event in group.events]

    assert sorted(named) == sorted(asked)


@pytest.mark.parametrize(
    "on", [date(1900, 1, 1), date(1955, 1, 1), date(2026, 2, 28), date(2028, 2, 29), date(2095, 12, 31)]
)
@pytest.mark.parametrize("group", shipped().groups.values(), ids=shipped().groups)
def test_any_day_of_any_group_is_counted_or_named(group, on):
    duties, asked = rules().duties, {ask.name: on for ask in group.asks}
    few = {ask.name: on for ask in group.asks if not ask.sources}

    for said in (asked, few, {}):
        found = happening_counts(group, said, duties, Profile(), calendars())
        known = {each.duty.id for each in [*found.counts, *found.undated, *found.off]}
        assert known == {id for id in bundle(group, duties) if duties[id][-1].due.form is not Form.BUNDLE}


def test_own_groups_are_added_take_the_place_of_others_and_take_events_over(own):
    own.write_text(OWN, encoding="utf-8")

    groups = events().groups

    assert groups["award"].milestones[0].years == 10
    assert groups["care"].title == "うちの介護休業"
    assert groups["leave_grant"].events == ()
    assert len(groups) == len(shipped().groups) + 1


def test_a_file_with_a_mistake_is_left_out_and_named_and_read_again_when_mended(own):
    own.write_text(OWN.replace("about: person", "about: nobody"), encoding="utf-8")
    wrong = events()
    own.write_text(OWN + "\n", encoding="utf-8")

    assert wrong.groups == shipped().groups
    assert [each.file for each in wrong.mistakes] == ["events.yaml"] * 2
    assert wrong.mistakes[0].mistake.line == 4
    assert "award" in events().groups

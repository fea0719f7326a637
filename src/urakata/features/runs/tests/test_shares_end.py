"""共有されても止まらない: whatever is shared, done outside and taken back, the office comes to the end of the run."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.http import Http404

from urakata.core.refusal import NotAllowed
from urakata.features.company.models import Role
from urakata.features.runs import jobs
from urakata.features.runs.actions import doing, gates, papers, sharing, sideways
from urakata.features.runs.models import Run, Share, Stamp
from urakata.features.runs.queries import shares


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_shared_and_taken_back_the_office_comes_to_the_end(seed, office, run, step, viewer_of, at):
    """Random sharing, work outside, taking back, days passing and keepers leaving: no run without a way to its end."""
    chance, on = Random(seed), at
    answers = {1: {"people": "48", "same": "1"}, 2: {"net": "12,715,430"}, 3: {}}

    def hands(person):
        return viewer_of(person, on.date())

    def share_it() -> None:
        free = shares.to_give(hands(office.morita), run)
        keeper = chance.choice([office.saeki, office.morita])
        chosen = chance.sample(free, chance.randint(1, len(free)))
        until = on.date() + timedelta(days=chance.randint(0, 9))
        sharing.share(
            run, office.sharoshi, tasks=chosen, until=until, keeper=keeper, by=hands(office.morita), at=on
        )  # fmt: skip

    def works_outside() -> None:
        made = chance.choice(shares.shares(hands(office.sharoshi)))
        task = chance.choice(shares.tasks(made))
        if task.number == 3:
            papers.attach(task, "受付.pdf", b"%PDF-1.4 x", slot="受付画面", by=hands(office.sharoshi), at=on)
        doing.finish(task, answers[task.number], by=hands(office.sharoshi), at=on)

    def takes_back() -> None:
        sharing.revoke(chance.choice(list(Share.objects.all())), by=hands(office.morita), at=on)

    def keeper_changes() -> None:
        Role.objects.filter(person=office.saeki).update(until=chance.choice([None, on.date() - timedelta(days=1)]))
        jobs.end_shares(on)

    for _ in range(30):
        on += timedelta(hours=chance.randint(1, 40))
        with suppress(NotAllowed, IndexError, ValueError, Http404):
            chance.choice([share_it, works_outside, takes_back, keeper_changes])()

    Role.objects.filter(person=office.saeki).update(until=None)
    _office_ends_it(run, answers, [hands(office.morita), hands(office.saeki)], on)
    assert Run.objects.get(pk=run.pk).finished_at is not None
    dones = Stamp.objects.filter(task__run=run, kind="done", taken_back_at=None).values_list("task__number", flat=True)
    assert sorted(dones) == [1, 2, 3]


def _office_ends_it(run, answers, people, at) -> None:
    morita, saeki = people
    for number in sorted(answers):
        task = run.tasks.select_related("run").get(number=number)
        if task.state == "now":
            sideways.take_over(task, by=morita, at=at)
            if number == 3:
                papers.attach(task, "受付.pdf", b"%PDF-1.4 x", slot="受付画面", by=morita, at=at)
            doing.finish(task, answers[number], by=morita, at=at)
            task.refresh_from_db()
        if task.state == "waiting":
            other = saeki if task.done_by_id == morita.person_id else morita
            gates.confirm(task, figure="12,715,430", by=other, at=at)

"""社外の手: a step that somebody from outside does is shared with them until a few days after the day of the run."""

from datetime import datetime, timedelta

from urakata.config.sample.cast import Cast
from urakata.config.sample.diary import Diary
from urakata.features.company.models import Person
from urakata.features.runs.actions import sharing, visiting
from urakata.features.runs.models import Run, Task

LASTS = timedelta(days=5)  # after the day of the run
LOOKS = timedelta(hours=27)  # until the first visit


def give(cast: Cast, diary: Diary, task: Task, person: Person, keeper: str, at: datetime) -> None:
    """渡す: nothing but this step, until that day; who it was given to comes and looks."""

    def shares(at: datetime) -> None:
        run = Run.objects.get(pk=task.run_id)
        share = sharing.share(
            run, person, tasks=[task], until=run.anchor_on + LASTS, keeper=cast.person(keeper),
            by=cast.viewer(keeper, at), at=at,
        )  # fmt: skip
        diary.add(at + LOOKS, lambda at: visiting.saw_step(share, task, by=cast.viewer(person.code, at), at=at))

    diary.add(at, shares)

"""共有: one step of the hiring that is open now lies with the 社労士, who has come to look once."""

from datetime import datetime

from urakata.config.sample.diary import moment
from urakata.config.sample.life import Life
from urakata.features.runs.actions import sharing, visiting
from urakata.features.runs.models import Run, Share

LASTS = 25  # business days from today


def write_down(life: Life) -> None:
    """共有を日々に書く."""
    life.diary.add(moment(life.calendar.add(life.today, -1), 11, 20), lambda at: _share(life, at))
    life.diary.add(moment(life.calendar.add(life.today, -1), 14, 5), lambda at: _visit(life, at))


def _share(life: Life, at: datetime) -> None:
    run = Run.objects.filter(procedure=life.shelf["hiring"]).latest("pk")
    sharing.share(
        run, life.cast.person("sharoshi"), tasks=[run.line().get(step_key="insurance")],
        until=life.calendar.add(life.today, LASTS), keeper=life.cast.person("kawabe"),
        by=life.cast.viewer("kawabe", at), at=at,
    )  # fmt: skip


def _visit(life: Life, at: datetime) -> None:
    share = Share.objects.select_related("run", "person").filter(run__is_errand=False).latest("pk")
    by = life.cast.viewer("sharoshi", at)
    visiting.visited([share], by=by, at=at)
    visiting.saw_step(share, share.tasks.get(), by=by, at=at)

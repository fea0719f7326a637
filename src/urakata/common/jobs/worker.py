"""裏方の裏方: one process that works off the jobs and sweeps every minute."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

from django.core.cache import cache
from django.db import close_old_connections
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from urakata.common.codes import new_code
from urakata.common.jobs.registry import sweepers

logger = logging.getLogger(__name__)

PAUSE = 0.5  # seconds between two looks at an empty queue
LONGEST_JOB = timedelta(minutes=15)  # a job that runs longer was left behind by a killed worker
KEPT = timedelta(days=7)
HEARTBEAT = "worker.heartbeat"


class Worker:
    """Works until it is stopped. What fails is logged and tried again by the next sweep; the loop itself goes on."""

    def __init__(self, clock: Callable[[], datetime], stopped: Event) -> None:
        self._clock = clock
        self._stopped = stopped
        self._swept: datetime | None = None
        self._tasks = TaskWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=new_code(12),
            excluded_queue_names=[],
        )

    def run(self) -> None:
        while not self._stopped.is_set():
            self._step()
            self._stopped.wait(PAUSE)

    def stop(self) -> None:
        self._tasks.running = False
        self._stopped.set()

    def _step(self) -> None:
        close_old_connections()
        try:
            self._sweep_once_a_minute()
            self._tasks.run()
        except Exception:
            logger.exception("the worker stumbled and goes on")
            self._stopped.wait(5)

    def _sweep_once_a_minute(self) -> None:
        at = self._clock()
        minute = at.replace(second=0, microsecond=0)
        if minute == self._swept:
            return
        self._swept = minute
        cache.set(HEARTBEAT, datetime.now(UTC), timeout=None)
        take_up_lost()
        forget_old()
        for name, sweeper in sorted(sweepers.items()):
            try:
                sweeper(at)
            except Exception:
                logger.exception("sweeping %s failed", name)


def take_up_lost() -> int:
    """取り残された仕事: what a killed worker had begun is ready again; jobs are idempotent.

    The queue keeps the machine's time, not the installation's.
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=datetime.now(UTC) - LONGEST_JOB)
    return lost.update(status=TaskResultStatus.READY)


def forget_old() -> None:
    """終わった仕事: results are not kept longer than a week."""
    DBTaskResult.objects.finished().filter(finished_at__lt=datetime.now(UTC) - KEPT).delete()

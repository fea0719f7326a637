"""裏の仕事: the worker as a process of its own; `python -m urakata.config.work PARENT`."""

import os
import signal
import sys
import threading

import django

from urakata.config.home import now
from urakata.config.lifeline import end_with_parent


def main(parent: int) -> None:
    end_with_parent(parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "urakata.config.settings")
    django.setup()
    work()


def work() -> None:
    """Until SIGTERM or Ctrl-C; the job under way is brought to its end."""
    from urakata.common.jobs.worker import Worker

    stopped = threading.Event()
    worker = Worker(now, stopped)

    def stop(*_: object) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()


if __name__ == "__main__":
    main(int(sys.argv[1]))

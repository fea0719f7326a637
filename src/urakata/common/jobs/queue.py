"""Hand work to the worker once the act is committed."""

from django.db import transaction

from urakata.common.jobs.registry import jobs
from urakata.common.jobs.tasks import run_job


def enqueue(name: str, *args: int | str) -> None:
    """An unknown name is a bug and raises here, not in the worker."""
    if name not in jobs:
        raise KeyError(name)
    transaction.on_commit(lambda: run_job.enqueue(name, list(args)))

"""The one task that the tasks API knows; everything else is a name in the registry."""

from django_tasks import task

from urakata.common.jobs.registry import jobs


@task()
def run_job(name: str, args: list[int | str]) -> None:
    jobs[name](*args)

"""公開したあと: a new edition leads to the runs that are open, wherever it was published."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def to_open_runs(code: str) -> HttpResponse:
    """開いている実行をどうしますか: a page of runs, known here by its name alone; from there on to the procedure where
    no run is open.
    """
    return redirect(reverse("run_moves", kwargs={"procedure": code}) + "?published=1")

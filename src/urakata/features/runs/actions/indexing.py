"""さがせるようにする: runs in the search, kept in the same transaction."""

from urakata.common.search import actions as search
from urakata.features.runs.models import Run


def index(run: Run) -> None:
    search.index("run", [run.code])

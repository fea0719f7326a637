"""継ぎ目に入れるもの: what one is writing, among one's tasks; and on the page of what it became, the next time."""

from collections.abc import Collection, Mapping

from urakata.common.seams.slot import Facts
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries as procedures
from urakata.features.recordings import queries
from urakata.features.runs import queries as runs

SHOWN = 3


class InTheLists:
    """わたしの作業: 書きながら that go on, to whoever writes them alone."""

    place = runs.TASKS

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        found = list(queries.open_now(viewer)[:SHOWN]) if viewer.person_id in keys else []
        return {viewer.person_id or 0: {"template": "recordings/_going_on.html", "recordings": found}} if found else {}


class OnThePage:
    """手順の頁: whoever recorded it is asked whether somebody comes along the next time."""

    place = procedures.PAGE

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        found = queries.offered_for(viewer, keys)
        return {key: {"template": "recordings/_next_time.html", "recording": each} for key, each in found.items()}

"""継ぎ目に入れるもの: deadlines have a day."""

from collections.abc import Iterable
from datetime import date

from urakata.common.seams.dated import DatedThing
from urakata.core.viewer import Viewer
from urakata.features.duties import queries


class DatedDeadlines:
    """日のある締切: by the day to act by; one whose run is open is shown by that run."""

    kind = "deadline"

    def days(self, viewer: Viewer, first: date, last: date, *, own: bool) -> Iterable[DatedThing]:
        if own and not queries.has_charge(viewer):
            return
        for each in queries.open_between(viewer, first, last):
            mine = each.choice is not None and each.choice.in_charge_id == viewer.person_id
            if each.act_by and each.run is None and (mine or not own):
                yield DatedThing("deadline", each.key, each.title, each.act_by, each.path, is_fixed=each.is_fixed)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DutiesConfig(AppConfig):
    name = "urakata.features.duties"
    label = "duties"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.jobs.registry import register_sweep
        from urakata.common.seams import dated, moved, origin, slot
        from urakata.common.web.shell import Room, register_room
        from urakata.features.duties import jobs, parts, queries
        from urakata.features.duties.wording import ACTS

        record.register(ACTS)
        dated.register(parts.DatedDeadlines())
        dated.register(parts.DatedMilestones())
        slot.register(parts.HappeningsOfPerson())
        moved.register(queries.moved_deadlines)
        origin.register(parts.FromDeadline())
        origin.register(parts.FromHappening())
        origin.listen(parts.hear)
        register_sweep("duties.open_due", jobs.open_due)
        register_room(Room(20, gettext_lazy("予定"), "plan", "plan", "/plan/", may=queries.may_read))

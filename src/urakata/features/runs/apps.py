from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "urakata.features.runs"
    label = "runs"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.jobs.registry import register, register_sweep
        from urakata.common.seams import ahead, assigned, dated, moved, origin, searchable, slot
        from urakata.features.runs import jobs, parts, queries
        from urakata.features.runs.wording import ACTS

        record.register(ACTS)
        register_sweep("runs.open_due", jobs.open_due)
        register("runs.mail_share", jobs.mail_share)
        register_sweep("runs.mail_shares_again", jobs.mail_shares_again)
        register_sweep("runs.end_shares", jobs.end_shares)
        ahead.register(parts.of_absence)
        assigned.register(queries.procedure_ids)
        searchable.register(parts.SearchableRuns())
        slot.register(parts.OnTheShelf())
        slot.register(parts.OnThePage())
        slot.register(parts.InTheHands())
        slot.register(parts.OfTheDepartment())
        origin.register(parts.FromTask())
        dated.register(parts.DatedWork())
        moved.register(queries.moved_days)

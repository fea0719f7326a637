from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "urakata.features.plan"
    label = "plan"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.jobs.registry import register_sweep
        from urakata.common.seams import slot
        from urakata.features.plan import jobs, parts
        from urakata.features.plan.wording import ACTS

        record.register(ACTS)
        register_sweep("plan.end_feeds", jobs.end_feeds)
        slot.register(parts.ForMe())

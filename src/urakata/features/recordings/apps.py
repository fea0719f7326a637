from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    name = "urakata.features.recordings"
    label = "recordings"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.jobs.registry import register_sweep
        from urakata.common.seams import slot
        from urakata.features.recordings import jobs, parts
        from urakata.features.recordings.wording import ACTS

        record.register(ACTS)
        register_sweep("recordings.forget", jobs.forget)
        register_sweep("recordings.settle", jobs.settle)
        slot.register(parts.InTheLists())
        slot.register(parts.OnThePage())

from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "urakata.common.backup"
    label = "backup"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.backup import jobs, wording
        from urakata.common.jobs.registry import register_sweep

        record.register(wording.ACTS)
        register_sweep("backup.nightly", jobs.nightly)

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "urakata.common.audit"
    label = "audit"

    def ready(self) -> None:
        from urakata.common.audit import jobs, wording
        from urakata.common.jobs.registry import register_sweep

        wording.register(wording.ACTS)
        register_sweep("audit.verify", jobs.verify_daily)

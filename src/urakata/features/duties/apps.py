from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "urakata.features.duties"
    label = "duties"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.seams import dated
        from urakata.features.duties import parts
        from urakata.features.duties.wording import ACTS

        record.register(ACTS)
        dated.register(parts.DatedDeadlines())

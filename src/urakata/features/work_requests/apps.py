from django.apps import AppConfig


class WorkRequestsConfig(AppConfig):
    name = "urakata.features.work_requests"
    label = "work_requests"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.seams import part, slot
        from urakata.features.work_requests.parts import Ask, FormsOfProcedure
        from urakata.features.work_requests.wording import ACTS

        record.register(ACTS)
        part.register(Ask())
        slot.register(FormsOfProcedure())

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class TodayConfig(AppConfig):
    name = "urakata.features.today"
    label = "today"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.web.shell import Room, register_room
        from urakata.features.today.wording import ACTS

        record.register(ACTS)
        register_room(Room(10, gettext_lazy("今日"), "today", "today", "/", also=("/tasks/", "/errands/", "/today/")))

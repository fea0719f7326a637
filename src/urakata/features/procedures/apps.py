from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ProceduresConfig(AppConfig):
    name = "urakata.features.procedures"
    label = "procedures"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.seams import searchable, slot
        from urakata.common.web.shell import Room, register_room
        from urakata.features.procedures.parts import NamedInProcedures, OfTheDepartment, SearchableProcedures
        from urakata.features.procedures.wording import ACTS

        record.register(ACTS)
        searchable.register(SearchableProcedures())
        slot.register(NamedInProcedures())
        slot.register(OfTheDepartment())
        register_room(Room(30, gettext_lazy("業務手順"), "procedures", "proc", "/procedures/", ("/recordings/",)))

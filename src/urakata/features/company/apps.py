from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest

if TYPE_CHECKING:
    from urakata.common.web.shell import Me


class CompanyConfig(AppConfig):
    name = "urakata.features.company"
    label = "company"

    def ready(self) -> None:
        from urakata.common.audit import wording as record
        from urakata.common.jobs.registry import register, register_sweep
        from urakata.common.web.shell import register_names
        from urakata.features.company import jobs
        from urakata.features.company.wording import ACTS

        record.register(ACTS)
        register("accounts.mail", jobs.mail_invitation)
        register_sweep("accounts.mail_again", jobs.mail_again)
        register_sweep("company.close_leavers", jobs.close_leavers)
        register_names(_names)


def _names(request: HttpRequest) -> "tuple[str, Me | None]":
    """The company's name and one's own, for the shell."""
    from urakata.common.web.shell import Me
    from urakata.features.company import queries

    company = queries.company()
    person = getattr(request.user, "person", None) if getattr(request, "viewer", None) else None
    return company.name if company else "", Me(person.code, person.name, person.title) if person else None

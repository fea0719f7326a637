from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "urakata.features.company"
    label = "company"

    def ready(self) -> None:
        from urakata.common.audit import people
        from urakata.common.audit import wording as record
        from urakata.common.jobs.registry import register, register_sweep
        from urakata.common.web.shell import register_names
        from urakata.features.company import jobs, parts
        from urakata.features.company.wording import ACTS

        record.register(ACTS)
        people.register(parts.names, parts.find)
        register("accounts.mail", jobs.mail_invitation)
        register_sweep("accounts.mail_again", jobs.mail_again)
        register_sweep("company.begin_postings", jobs.begin_postings)
        register_sweep("company.close_leavers", jobs.close_leavers)
        register_names(parts.shell_names)

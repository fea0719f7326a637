from django.apps import AppConfig

from urakata.common.web.converters import register_all


class WebConfig(AppConfig):
    name = "urakata.common.web"
    label = "web"

    def ready(self) -> None:
        register_all()

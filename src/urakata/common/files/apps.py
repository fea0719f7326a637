from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "urakata.common.files"
    label = "files"

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "urakata.common.accounts"
    label = "accounts"

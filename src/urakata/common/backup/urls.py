"""番地: 控え."""

from django.urls import path

from urakata.common.backup import views

urlpatterns = [
    path("settings/backup/", views.backup, name="backup"),
    path("settings/backup/take/", views.backup_take, name="backup_take"),
]

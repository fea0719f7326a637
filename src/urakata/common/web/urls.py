from django.urls import path

from urakata.common.web import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
]

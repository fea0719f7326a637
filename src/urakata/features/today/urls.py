"""今日の番地."""

from django.urls import path

from urakata.features.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/<code:code>/<place:number>/pin/", views.today_pin, name="today_pin"),
    path("today/<code:code>/<place:number>/dismiss/", views.today_dismiss, name="today_dismiss"),
]

"""番地: the year of deadlines, and each of them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

from django.urls import path

from urakata.common.search import views

urlpatterns = [path("search/", views.search, name="search")]

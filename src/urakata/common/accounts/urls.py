from allauth.account import views
from django.urls import path

urlpatterns = [
    path("enter/out/", views.logout, name="account_logout"),
]

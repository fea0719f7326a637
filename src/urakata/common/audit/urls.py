"""番地: 記録."""

from django.urls import path

from urakata.common.audit import views

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/export/", views.record_export, name="record_export"),
    path("record/verify/", views.record_verify, name="record_verify"),
    path("record/<code:key>/", views.record_entry, name="record_entry"),
    path("record/<code:key>/black-out/", views.record_black_out, name="record_black_out"),
]

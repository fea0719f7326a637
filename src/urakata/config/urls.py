"""番地: which feature answers where."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("urakata.features.today.urls")),
    path("procedures/", include("urakata.features.procedures.urls")),
    path("recordings/", include("urakata.features.recordings.urls")),
    path("", include("urakata.features.runs.urls")),
    path("", include("urakata.features.plan.urls")),
    path("", include("urakata.features.duties.urls")),
    path("", include("urakata.features.company.urls")),
    path("", include("urakata.common.audit.urls")),
    path("", include("urakata.common.backup.urls")),
    path("", include("urakata.common.search.urls")),
    path("", include("urakata.common.web.urls")),
]

"""番地: 予定 (こよみに流す, 書き出す), and the one address that calendars read without a session."""

from django.urls import path

from urakata.features.plan.views import exports, feeds

urlpatterns = [
    path("calendar/<str:secret>.ics", feeds.feed_calendar, name="feed_calendar"),
    path("plan/feeds/", feeds.feeds, name="feeds"),
    path("plan/feeds/make/", feeds.feed_make, name="feed_make"),
    path("plan/feeds/<code:code>/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("plan/export.csv", exports.plan_csv, name="plan_csv"),
    path("plan/export.yaml", exports.plan_yaml, name="plan_yaml"),
]

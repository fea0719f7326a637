"""素のページ: what Django alone costs for a page that lists fifty rows of one table; the measure for 今日."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from urakata.features.runs.models import Task

PAGE = Engine(
    loaders=[
        (
            "django.template.loaders.locmem.Loader",
            {
                "bare.html": """<!doctype html><html lang="ja"><head><meta charset="utf-8">
<title>一覧</title></head><body><h1>一覧</h1><table><thead><tr><th>番号<th>名前<th>状態<th>始める日<th>期限<th>目安</tr></thead><tbody>
{% for task in tasks %}<tr><td>{{ task.number }}</td><td><a href="/{{ task.pk }}/">{{ task.title }}</a></td>
<td>{{ task.state }}</td><td>{{ task.start_on|date:"Y-m-d" }}</td><td>{{ task.due_on|date:"Y-m-d" }}</td>
<td>{{ task.minutes }}</td></tr>{% endfor %}</tbody></table></body></html>"""
            },
        )
    ]
).get_template("bare.html")


def fifty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render(Context({"tasks": Task.objects.order_by("pk")[:50]})))


urlpatterns = [path("bare/", fifty)]

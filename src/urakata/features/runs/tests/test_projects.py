"""単発のプロジェクト: opened with a name, a day and the firms; two of one procedure lie side by side without mixing."""

from datetime import date, timedelta

from urakata.core.viewer import operator
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs import queries
from urakata.features.runs.models import Run
from urakata.formats.procedures import read

PROJECT = """
key: project
title: 単発のプロジェクト
department: 経理
steps:
  - {key: goal, title: 目的を書く, section: はじめる, due: {from: anchor, offset: -40, unit: business_days}}
  - {key: quote, title: 見積をもらう, section: 頼む, per: subject, needs: [goal], due: {from: anchor, offset: -30, unit: business_days}}
  - {key: order, title: 契約を結ぶ, section: 頼む, per: subject, needs: [quote], due: {from: anchor, offset: -20, unit: business_days}}
  - {key: hand_over, title: 引き渡す, section: 引き渡す, needs: [order]}
"""  # noqa: E501


def project(at) -> Procedure:
    outline, mistakes = read(PROJECT)
    assert not mistakes
    import_outline(outline, reason="はじめ", by=operator(at.date()), at=at)
    return Procedure.objects.get(key="project")


def opened(client, found: Procedure, label: str, on: date, names: str) -> Run:
    answer = client.post(
        f"/runs/open/{found.code}/", {"anchor_on": on.isoformat(), "label": label, "names": names}, follow=True
    )
    assert answer.status_code == 200
    return Run.objects.get(label=label)


def test_two_at_once_have_their_own_firms_days_and_cards(browser_of, office, viewer_of, at):
    client, found = browser_of(office.nishino), project(at)
    assert "協力会社" in client.get(f"/runs/new/{found.code}/").content.decode()

    move = opened(client, found, "本社移転", date(2027, 3, 31), "北斗運輸\n株式会社みなと内装\n\n北斗運輸")
    book = opened(client, found, "周年の冊子", date(2027, 5, 31), "あおい印刷")

    assert list(move.subjects.order_by("pk").values_list("name", flat=True)) == ["北斗運輸", "株式会社みなと内装"]
    assert list(book.subjects.values_list("name", flat=True)) == ["あおい印刷"]
    assert move.line().get(number=1).due_on < book.line().get(number=1).due_on < date(2027, 5, 31) - timedelta(days=50)
    cards = queries.run_cards(viewer_of(office.nishino), at)
    assert [(card.run.heading, card.phase) for card in cards] == [
        ("単発のプロジェクト（本社移転）", "はじめる"),
        ("単発のプロジェクト（周年の冊子）", "はじめる"),
    ]
    page = client.get("/tasks/by-run/").content.decode()
    assert page.index("本社移転") < page.index("周年の冊子")
    both = client.get("/tasks/").content.decode()
    assert "（本社移転）　目的を書く" in both
    assert "（周年の冊子）　目的を書く" in both


def test_the_cards_take_few_questions_however_many_runs(
    browser_of, office, viewer_of, at, django_assert_max_num_queries
):
    client, found = browser_of(office.nishino), project(at)
    for n in range(8):
        opened(client, found, f"企画{n}", date(2027, 3, 1) + timedelta(days=n), "あおい印刷")

    with django_assert_max_num_queries(6):
        assert len(queries.run_cards(viewer_of(office.nishino), at)) == 8

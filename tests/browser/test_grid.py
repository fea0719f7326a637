"""人と工程: 48 people on one grid, three of them answering on telephones while the office ticks; undo across people."""

from datetime import date

import pytest
from playwright.sync_api import expect

from urakata.core.viewer import operator
from urakata.features.company.models import Person
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions.opening import open_by_hand
from urakata.formats.procedures import read

YEAR_END = """
key: year_end
title: 年末調整
department: 労務
clearance: pay
subjects: {ledger: people, where: employed}
steps:
  - key: collect
    title: 申告書
    section: 集める
    per: subject
    who: {subject: each}
    checks: [{key: got, text: 申告書を書いた}]
  - {key: examine, title: 不備を見る, per: subject, needs: [collect], checks: [{key: seen, text: 見た}]}
  - {key: compute, title: 計算する, needs: [examine]}
"""


@pytest.fixture
def run(office, viewer_of, at):
    Person.objects.bulk_create(Person(code=f"p{n}", name=f"山田 {n}", kana=f"ヤマダ{n:02}") for n in range(42))
    outline, mistakes = read(YEAR_END)
    assert not mistakes
    import_outline(outline, reason="はじめ", by=operator(at.date()), at=at)
    saeki = viewer_of(office.saeki)
    return open_by_hand(Procedure.objects.get(key="year_end"), anchor_on=date(2026, 12, 25), by=saeki, at=at)


def test_three_answer_on_their_telephones_while_the_office_ticks(desk, run, office):
    saeki = desk(office.saeki)
    phones = [desk(person, width=390) for person in (office.kobayashi, office.foreman, office.owner)]
    saeki.go(f"/runs/{run.code}/grid/")
    expect(saeki.page.locator(".call")).to_contain_text("残り48名")
    for phone in phones:
        phone.go("/window/")
        phone.page.get_by_role("link", name="申告書").click()
        phone.tick(phone.page.locator("#f-step").get_by_role("checkbox").first)

    for phone in phones:  # all three at once, and the office with them
        phone.page.get_by_role("button", name="この工程を終える", exact=True).click(no_wait_after=True)
    for row in saeki.page.locator("tbody tr", has_text="山田").all()[:5]:
        row.get_by_role("checkbox").check()
    expect(saeki.page.locator("[data-ticked]")).to_have_text("5名を選んでいます")
    saeki.press("済みにする")

    for phone in phones:
        expect(phone.page.locator("#window-task")).to_contain_text("済み")
    saeki.go(f"/runs/{run.code}/grid/")
    expect(saeki.page.locator(".call .big")).to_contain_text("8／48名")
    assert run.cells().filter(number=1, state="done").count() == 8
    assert [seat.troubles for seat in (saeki, *phones)] == [[]] * 4


def test_who_does_not_follow_is_named_and_nobody_is_ticked(desk, run, office):
    saeki, kobayashi = desk(office.saeki), desk(office.kobayashi, width=390)
    saeki.go(f"/runs/{run.code}/grid/")
    kobayashi.go("/window/")
    kobayashi.page.get_by_role("link", name="申告書").click()
    kobayashi.finish_step()

    for name in ("小林 真帆", "山田 1"):
        saeki.page.get_by_role("checkbox", name=name, exact=False).first.check()
    saeki.press("済みにする")

    expect(saeki.page.locator(".note.late")).to_contain_text("小林 真帆さんは、いま進められません。")
    assert run.cells().filter(number=1, state="done").count() == 1


def test_undo_across_people(desk, run, office):
    """A takes back what nobody built on; once B went on in the same row, A is told to do it again instead."""
    saeki = desk(office.saeki)
    saeki.go(f"/runs/{run.code}/grid/?dept={office.design.pk}")
    saeki.page.get_by_label("まだの2名みんな").check()
    saeki.press("済みにする")
    saeki.press("元に戻す")
    assert not run.cells().filter(number=1, state="done").exists()
    saeki.page.get_by_label("まだの2名みんな").check()
    saeki.press("済みにする")

    morita = desk(office.morita)
    morita.go(f"/runs/{run.code}/tasks/2/")
    morita.press("代わりに進める")
    cell = run.cells().get(number=2, subject__person=office.kobayashi)
    morita.go(f"/runs/{run.code}/tasks/{cell.address}/")
    morita.finish_step()
    saeki.go(f"/runs/{run.code}/grid/")
    saeki.press("元に戻す")

    expect(saeki.page.locator(".note.late")).to_contain_text("このあとの工程がもう進んでいます。")
    assert run.cells().filter(number=1, state="done").count() == 2
    assert (saeki.troubles, morita.troubles) == ([], [])

"""ページの見回り: every page that can be read, as who sees most of it, at 1280 and 390 px, light and dark."""

import pytest

from tests.browser.looks import LOOKS, serious, sideways, wear
from tests.walk.asked import ASKED
from tests.walk.house import CLOSING, SEATS
from tests.walk.places import table

SEES_MOST = ("lead", "owner", "office", "employee", "outside", "stranger")
# what is read is no page
FILES = {"procedure_export", "record_export", "run_evidence", "run_grid_table", "shared_evidence", "healthz"}
FILES |= {"procedure_folder", "procedure_file", "recording_file", "task_file", "shared_file"}
FILES |= {"feed_calendar", "plan_csv", "plan_yaml", "company_calendar_table", "deadline_paper"}
NARROW = (
    "today",
    "tasks",
    "tasks_by_run",
    "run",
    "run_grid",
    "window_task",
    "shared_step",
    "record",
    "people",
    "procedure_edit",
    "deadline",
    "account_login",
)


def _pages(role: str) -> list[str]:
    """The pages that this role is the first of SEES_MOST to be shown."""
    shown = {name: answers for (name, method), answers in table().items() if method == "GET" and name not in FILES}
    return [name for name, answers in shown.items() if _first(answers) == role]


def _first(answers: dict[str, int]) -> str | None:
    return next((role for role in SEES_MOST if answers[role] == 200), None)


@pytest.mark.parametrize("role", SEES_MOST)
def test_every_page_is_sound_in_every_look(role, desk, house):
    seat = desk(getattr(house.office, SEATS[role]) if role in SEATS else None)
    wrong = {}
    for name in _pages(role):
        seat.go(ASKED[name].path(name, house))
        wrong[name] = _wrong_in_every_look(seat)

    assert {name: found for name, found in wrong.items() if found} == {}


def _wrong_in_every_look(seat, looks=LOOKS) -> list[str]:
    found = []
    for width, brightness in looks:
        wear(seat.page, width, brightness)
        if out := sideways(seat.page):
            found.append(f"{width} {brightness}: sideways {out}")
        found += [f"{width} {brightness}: {each}" for each in serious(seat.page)]
    troubles, seat.troubles = seat.troubles, []
    return found + troubles


@pytest.mark.parametrize("name", NARROW)
def test_a_page_flows_at_320_pixels(name, desk, house):
    role = _first(table()[name, "GET"])
    seat = desk(getattr(house.office, SEATS[role]) if role in SEATS else None, width=320)

    seat.go(ASKED[name].path(name, house))

    assert sideways(seat.page) == ""


def test_pages_that_answer_back_are_sound_in_every_look(desk, house):
    """A preview, a refusal, a 関所 with two figures, the page for what is not there, the search, the window by PIN."""
    morita = desk(house.office.morita)
    wrong = {}
    for name, show in SHOWN.items():
        show(morita, house)
        wrong[name] = _wrong_in_every_look(morita)

    assert {name: found for name, found in wrong.items() if found} == {}


def _differing_figures(seat, house) -> None:
    seat.go(f"/runs/{house.hidden_run.code}/")
    seat.page.locator("#g-figure").fill("1")
    seat.press("確かめて、しるしを残す")


def _refused_step(seat, house) -> None:
    seat.go(f"/runs/{house.run.code}/tasks/1/")
    seat.press("代わりに進める")
    seat.press("この工程を終える")


def _refused_errand(seat, house) -> None:
    seat.go("/errands/new/")
    seat.page.locator("form#errand").evaluate("form => form.noValidate = true")
    seat.press("足す", within=seat.page.locator("form#errand"))


def _preview(seat, house) -> None:
    seat.go("/procedures/import/")
    seat.page.locator("#id_text").fill("# 掃除\n- [ ] 机を拭く\n  - [x] 布を洗う")
    seat.press("読んでみる")


def _moves(seat, house) -> None:
    house.publish(
        CLOSING.replace("  - key: count", "  - {key: first, title: 前月を見る}\n  - key: count").replace(
            "報告する", "部長に報告する"
        )
    )
    seat.go(f"/runs/moves/{house.closing.code}/")


def _change_ahead(seat, house) -> None:
    """この変更で動くもの for nishino, whose closing is open."""
    seat.go("/settings/people/nishino/")
    seat.page.locator("summary:has-text('変更を予約する')").click()
    seat.page.locator("#posting_since").fill("11/18")
    seat.page.locator("#posting_department").select_option(label="労務")
    seat.press("この変更で動くものを見る")
    assert seat.page.locator("a[href^='/runs/']").count() > 1


def _closing(seat, house) -> None:
    seat.go(f"/settings/departments/{house.office.経理.pk}/?until=2026-11-17")


def _searched(seat, house) -> None:
    seat.go("/search/?q=決算")


def _missing(seat, house) -> None:
    seat.go("/runs/zzzzzzz/")
    seat.troubles = [each for each in seat.troubles if "404" not in each]  # what Chromium says of any such page


SHOWN = {
    "figures that differ": _differing_figures,
    "a refused step": _refused_step,
    "a refused errand": _refused_errand,
    "a preview": _preview,
    "runs to be moved": _moves,
    "a change ahead": _change_ahead,
    "a closing": _closing,
    "a search": _searched,
    "what is not there": _missing,
}

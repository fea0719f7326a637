"""Every changing URL: it works and leaves its record; htmx gets only the part; a refusal is explained and changes
nothing; and nothing changes if the record cannot be written. (Strangers, outsiders and GET: test_every_url.py.)"""

import pytest
from django.apps import apps
from django.http import HttpResponse

from tests.walk.asked import ASKED
from tests.walk.house import House
from tests.walk.places import table
from urakata.common.audit.models import Entry

WORKED = {200, 302}
CHANGING = [name for name, method in table() if method == "POST"]

# What changes nothing that the record knows of: a look at what would be, a session, a cookie of the device.
LEAVES_NOTHING = {
    "account_login", "account_logout", "account_reset_password", "enter_as", "enter_by_pin", "healthz", "look",
    "procedure_import", "people_paste_preview", "posting_preview", "record_verify",
    "absence_ahead", "happening_preview", "happening_moves",
    "company_calendar_preview", "company_calendar_paste",
}  # fmt: skip
# A draft is the writer's own paper, no act of the company.
DRAFTS = {
    "procedure_new", "procedure_rows", "procedure_step", "procedure_head", "procedure_undo", "procedure_redo",
    "procedure_merge", "procedure_settle", "procedure_text", "procedure_draft_discard",
    "procedure_import_draft",
}  # fmt: skip
# So is what one writes down while working: of its lines the record keeps nothing, or it would tell who did what when.
OWN_PAPER = {name for name in CHANGING if name.startswith("recording_line_")} | {"recording_write", "recording_pause"}
# Each answer of the first run is kept as it is given; one line follows when the page is left (features/duties/tests).
ANSWERS = {"begin_answer"}
# What only means something after something else, or to one person alone.
BEFORE = {"procedure_bring_back": "procedure_retire", "recording_bring_back": "recording_throw",
          "happening_put_back": "happening_take_back"}  # fmt: skip
BY = {
    "task_receive": "temp",
    "task_postpone": "office",
    "my_device_revoke": "office",
    "backup_take": "owner",
    "together_decline": "other",
}
# The copy is not taken inside a test; links are spent, and the first procedure taken, in tests of their own.
ELSEWHERE = {"backup_take", "invitation", "begin", "begin_procedure_take"}

RECORDED = [name for name in CHANGING if name not in LEAVES_NOTHING | DRAFTS | OWN_PAPER | ANSWERS | ELSEWHERE]
HTMX = [name for name in CHANGING if name.startswith(("task_", "shared_"))]
REFUSING = [name for name in CHANGING if ASKED[name].refused and name not in ELSEWHERE]
SESSIONS = {"Session", "last_login"}
# What was refused is kept as a draft, so that nothing typed is lost.
KEPT = {"Draft", "DraftState", "Entry", "Head"}
KEPT_ALL_THE_SAME = {"procedure_text": KEPT, "procedure_head": KEPT}


def who(name: str) -> str:
    answers = table()[name, "POST"]
    return BY.get(name) or next(role for role in ("lead", "office", "owner", "outside") if answers[role] in WORKED)


@pytest.fixture
def press(house):
    """Press the button of a URL as the person for whom it works."""

    def pressed(name: str, *, sent=None, **headers: str) -> HttpResponse:
        if name in BEFORE:
            pressed(BEFORE[name])
        asked = ASKED[name]
        path = asked.path(name, house)
        return house.client(who(name)).post(path, (sent or asked.sent)(house), headers=headers)

    return pressed


def everything() -> dict[str, list]:
    """All rows of all tables, but for what a sign-in leaves."""
    kept = [model for model in apps.get_models() if model.__name__ not in SESSIONS]
    return {model.__name__: [_plain(row) for row in model._base_manager.order_by("pk").values()] for model in kept}


def _plain(row: dict) -> dict:
    return {name: value for name, value in row.items() if name not in SESSIONS}


@pytest.mark.parametrize("name", RECORDED)
def test_it_works_and_leaves_its_record(name, house: House, press):
    ASKED[name].before(house)
    ASKED[name].at(house)
    before = Entry.objects.count()

    answer = press(name)

    assert answer.status_code in WORKED
    assert Entry.objects.count() > before


@pytest.mark.parametrize("name", RECORDED)
def test_nothing_changes_if_the_record_cannot_be_written(name, house: House, press, monkeypatch):
    ASKED[name].before(house)
    if name in BEFORE:
        press(BEFORE[name])
        monkeypatch.delitem(BEFORE, name)
    path, sent, client = ASKED[name].path(name, house), ASKED[name].sent(house), house.client(who(name))
    before = everything()
    monkeypatch.setattr("urakata.common.audit.acts._write", _broken)

    answer = client.post(path, sent)

    assert answer.status_code == 500
    assert everything() == before


def _broken(entries: list) -> None:
    raise OSError("disk full")


@pytest.mark.parametrize("name", HTMX)
def test_htmx_gets_only_the_part(name, house: House, press):
    ASKED[name].before(house)

    answer = press(name, **{"hx-request": "true"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert 'id="step"' in page or 'class="run-nav"' in page


@pytest.mark.parametrize("name", REFUSING)
def test_what_cannot_be_accepted_comes_back_explained_and_changes_nothing(name, house: House, press):
    ASKED[name].before(house)
    ASKED[name].at(house)
    before = everything()

    answer = press(name, sent=ASKED[name].refused)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "errors" in page or "aria-invalid" in page
    after = everything()
    assert {kind for kind in before if after[kind] != before[kind]} <= KEPT_ALL_THE_SAME.get(name, set())


@pytest.mark.parametrize("name", [name for name in HTMX if 422 in table()[name, "POST"].values()])
def test_whoever_may_not_is_told_why_and_changes_nothing(name, house: House):
    asked = ASKED[name]
    asked.before(house)
    path, sent = asked.path(name, house), asked.sent(house)
    role = next(role for role, answer in table()[name, "POST"].items() if answer == 422)
    client, before = house.client(role), everything()

    answer = client.post(path, sent, headers={"hx-request": "true"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<html" not in page
    assert '<ul class="errors"><li>' in page
    assert everything() == before

import pytest

from urakata.features.company.forms.people_table import read_people
from urakata.features.company.models import Department, Person, Role

HEAD = "氏名\tフリガナ\t社員番号\t部署\tメール\t入社日\t役割\n"
YAMADA = "山田 太郎\tヤマダ タロウ\t0101\t設計部\tyamada@kodachi.example\t2026/4/1\t社員\n"


@pytest.fixture
def paste(office, browser_of):
    browser = browser_of(office.owner)

    def preview_and_confirm(text: str, **more):
        seen = browser.post("/settings/people/paste/preview/", {"text": text})
        seal = seen.context["plan"].seal if "plan" in (seen.context or {}) else ""
        return seen, browser.post("/settings/people/paste/confirm/", {"text": text, "seal": seal} | more)

    return preview_and_confirm


def test_a_list_from_excel_is_seen_first_and_then_taken_in(paste, recorded):
    seen, done = paste(HEAD + YAMADA + "川口 花\tカワグチ ハナ\t0102\t営業部\t\tR8.4.1\t担当\n")

    assert "足す人2名" in seen.content.decode()
    assert "新しくできる部署：営業部" in seen.content.decode()
    assert done["Location"] == "/settings/people/"
    assert Person.objects.get(number="0102").department == Department.objects.get(name="営業部")
    assert Role.objects.get(person__number="0102").name == "office"
    assert recorded() == ["person.added", "person.added", "people.pasted"]


def test_looking_writes_nothing(office, browser_of, recorded):
    browser_of(office.owner).post("/settings/people/paste/preview/", {"text": HEAD + YAMADA})

    assert not Person.objects.filter(number="0101").exists()
    assert recorded() == []


def test_the_second_time_adds_nothing(paste):
    paste(HEAD + YAMADA)
    seen, _ = paste(HEAD + YAMADA)

    assert "足す人0名、変える人0名、同じ人1名" in seen.content.decode()
    assert Person.objects.filter(name="山田 太郎").count() == 1


def test_without_numbers_and_addresses_a_name_is_known_again(paste):
    for _ in range(2):
        paste("氏名\t役職\n西野　千尋\t主任\n")

    assert Person.objects.filter(name__startswith="西野").count() == 1
    assert Person.objects.get(code="nishino").title == "主任"


def test_an_empty_cell_changes_nothing(paste):
    paste("社員名,フリガナ,役職,eメール\n西野 千尋,,主任,nishino@kodachi.example\n".replace("社員名", "氏名"))

    nishino = Person.objects.get(code="nishino")
    assert (nishino.title, nishino.name) == ("主任", "西野 千尋")


def test_a_row_that_cannot_be_read_stops_all_of_it_and_is_named(paste):
    seen, done = paste(HEAD + YAMADA + "川口 花\t\t0102\t\tkawaguchi\t13月\t王\n")

    told = seen.content.decode()
    assert seen.status_code == done.status_code == 422
    assert "入社日「13月」" in told
    assert "メール「kawaguchi」" in told
    assert "役割「王」" in told
    assert ">3<" in told
    assert not Person.objects.filter(number="0101").exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (YAMADA + YAMADA, "同じものが2行にあります"),
        ("\tヤマダ\t0101\n", "氏名がありません"),
        ("山田\t\t1\t\tx@x.jp\t\t\n山田\t\t2\t\tX@X.jp\t\t\n", "同じものが2行にあります"),
        ("佐伯 悠\t\t\t\tmine@kodachi.example\t\t\n", "あなたの持たない機密区分"),
    ],
)
def test_what_is_refused_is_explained(paste, rows, said):
    seen, _ = paste(HEAD + rows)

    assert said in seen.content.decode()


def test_two_people_of_one_name_ask_for_a_number(paste, office):
    Person.objects.create(code="other", name="西野千尋")

    assert "社員番号の列を足してください" in paste("氏名\t役職\n西野 千尋\t主任\n")[0].content.decode()


def test_a_lead_does_not_paste_leads(office, browser_of):
    seen = browser_of(office.morita).post("/settings/people/paste/preview/", {"text": "氏名\t役割\n山田 太郎\t部長\n"})

    assert seen.status_code == 422
    assert "設定の持ち主ができます" in seen.content.decode()


def test_a_column_of_personal_numbers_is_refused_with_the_way_out(paste):
    seen, done = paste("氏名\tマイナンバー\n山田 太郎\t123456789018\n")

    assert "「マイナンバー」の列は取り込めません" in seen.content.decode()
    assert "「受け取った」「確かめた」「廃棄した」" in seen.content.decode()
    assert done.status_code == 422
    assert not Person.objects.filter(name="山田 太郎").exists()


def test_twelve_digits_elsewhere_are_asked_about_first(paste):
    text = "氏名\t社員番号\n山田 太郎\t123456789018\n"
    seen, unasked = paste(text)
    _, answered = paste(text, not_personal="on")

    assert "12けたの数字があります" in seen.content.decode()
    assert unasked.status_code == 422
    assert answered.status_code == 302


def test_what_changed_after_the_preview_is_shown_again(office, browser_of):
    browser = browser_of(office.owner)
    seal = browser.post("/settings/people/paste/preview/", {"text": HEAD + YAMADA}).context["plan"].seal
    Person.objects.create(code="yamada", name="山田 太郎", number="0101")

    answer = browser.post("/settings/people/paste/confirm/", {"text": HEAD + YAMADA, "seal": seal})

    assert answer.status_code == 422
    assert "下見のあとに名簿が変わりました" in answer.content.decode()


def test_nothing_is_taken_in_if_it_cannot_be_recorded(office, browser_of, monkeypatch):
    browser = browser_of(office.owner)
    seal = browser.post("/settings/people/paste/preview/", {"text": HEAD + YAMADA}).context["plan"].seal
    monkeypatch.setattr("urakata.common.audit.acts._write", lambda _entries: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        browser.post("/settings/people/paste/confirm/", {"text": HEAD + YAMADA, "seal": seal})

    assert not Person.objects.filter(number="0101").exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), (HEAD, "no_rows"), ("a\tb\n1\t2\n", "no_headings"), ("氏名\n" + "あ\n" * 3001, "too_many")],
)
def test_what_is_no_list_is_said_in_one_line(text, problem):
    assert read_people(text).problem == problem


def test_headings_are_recognised_however_they_are_called():
    found = read_people(
        "姓,名,セイ,メイ,社員No.,所属部署,メールアドレス,入社年月日,備考\n髙橋,一,タカハシ,ハジメ,1,総務,a@b.jp,R8.4.1,\n"
    )

    [row] = found.rows
    assert row.values["name"] == "髙橋 一"
    assert row.values["kana"] == "タカハシ ハジメ"
    assert set(found.columns) >= {"number", "department", "email", "hired_on"}
    assert found.unread == ["備考"]


@pytest.mark.parametrize(
    "text", ["\x00", "氏名\n" + '"' * 99, "氏名\t氏名\nあ\tい\n", "氏名\n\ud800\n", "氏名,部署\n" + "あ" * 9999 + ",い"]
)
def test_whatever_is_pasted_is_answered(office, browser_of, text):
    answer = browser_of(office.owner).post(
        "/settings/people/paste/preview/", {"text": text.encode("utf-8", "replace").decode()}
    )

    assert answer.status_code in {200, 422}

"""表を読む: columns, days, people and times as offices write them; what is not certain stays as it was written."""

from datetime import date

import pytest

from urakata.core.backplan import DueRule, Unit
from urakata.core.recurrence import Anchor, Cadence, Every
from urakata.formats.documents import (
    Became,
    Choices,
    Field,
    Names,
    Paper,
    RowKind,
    brought_back,
    carried,
    paper_of,
    read_paper,
)
from urakata.formats.documents.due_words import said, settle
from urakata.formats.documents.minutes import minutes, unit_of
from urakata.formats.documents.whom import Known

ON = date(2026, 11, 17)
NAMES = Names(("管理部", "経理", "総務", "労務", "情シス"), ("佐伯 悠", "森田 真由美", "髙橋 一郎", "髙橋 二郎"))


def read(text, name="", html="", choices=None, title=""):
    paper = paper_of(text, name, html)
    assert isinstance(paper, Paper), paper
    return read_paper(paper, name, NAMES, choices or Choices(), on=ON, title=title)


def fields(found):
    return [column.field for column in found.columns]


def unsure(found):
    return [(fate.place, fate.text) for fate in found.of(Became.UNSURE)]


def left(found):
    return {fate.place: fate.why for fate in found.of(Became.LEFT)}


PAYROLL = """給与計算チェックシート
作成 2026年4月 総務

No\t区分\t工程\t担当\t期限\t所要時間（分）\t確認\t備考
1\t勤怠\t①勤怠を締める\t労務\t支給日の10営業日前\t60\t"・未打刻がない
・残業の申請と合う"\t
2\t\t有給を反映する\t〃\t支給日の9営業日前\t30\t残日数と合うか\tパートは別表
3\t計算\t給与ソフトで計算する\t佐伯さん\t支給日の7営業日前\t90\t\t月初は混む
4\t\t前月と比べる\t事業部のだれか\t20日頃\tたっぷり\t差の理由が言える\t
合計\t\t\t\t\t180\t\t
"""


def test_a_payroll_sheet_becomes_its_steps_in_their_order():
    found = read(PAYROLL)

    assert found.outline.title == "給与計算チェックシート"
    assert found.outline.cadence == Cadence(Every.MONTH, anchor=Anchor.PAYDAY)
    steps = found.outline.steps
    assert [step.title for step in steps] == ["勤怠を締める", "有給を反映する", "給与ソフトで計算する", "前月と比べる"]
    assert [step.section for step in steps] == [("勤怠",), ("勤怠",), ("計算",), ("計算",)]
    assert [step.who and step.who.name for step in steps] == ["労務", "労務", "佐伯 悠", None]
    assert [step.due and step.due.offset for step in steps] == [-10, -9, -7, None]
    assert [step.minutes for step in steps] == [60, 30, 90, None]
    assert [check.text for check in steps[0].checks] == ["未打刻がない", "残業の申請と合う"]
    assert steps[1].pitfalls == ("パートは別表",)
    assert [step.needs for step in steps] == [(), *((step.key,) for step in steps[:-1])]


def test_what_was_not_understood_is_kept_in_how_and_named_with_its_cell():
    found = read(PAYROLL)

    assert unsure(found) == [("D8", "事業部のだれか"), ("E8", "20日頃"), ("F8", "たっぷり")]
    assert all(text in found.outline.steps[3].how for text in ("担当：事業部のだれか", "期限：20日頃", "たっぷり"))
    assert left(found)["A9"] == left(found)["F9"] == "total"
    assert left(found)["A2"] == "above_the_table"
    assert {left(found)[place] for place in ("A5", "A6", "A7", "A8")} == {"number"}


def test_steps_may_stand_in_any_order():
    found = read(PAYROLL, choices=Choices(ordered=False))

    assert not any(step.needs for step in found.outline.steps)


def test_the_same_sheet_is_known_again_by_its_key_and_its_steps():
    first, again = read(PAYROLL, "給与.csv"), read(PAYROLL.replace("備考", "注意"), "給与.csv")

    assert first.outline == again.outline
    assert read(PAYROLL, "別.csv").outline.key != first.outline.key


def test_columns_without_headings_are_known_by_what_stands_in_them():
    found = read(
        "1\tノートPC\t情シス\t入社日の3日前\t30分\t電源が入るか\n2\t社員証\t総務\t入社日の前日\t10分\t写真が合っているか\n"
        "3\t携帯電話\t情シス\t入社日の3日前\t0.5時間\t番号を控えたこと"
    )

    assert fields(found) == [Field.NUMBER, Field.TITLE, Field.WHO, Field.DUE, Field.MINUTES, Field.CHECK]
    assert found.anchor == "入社日"
    assert "入社日" in found.outline.why


def test_marks_under_departments_say_who_does_it():
    found = read("項目\t総務\t情シス\t法務\t完了\n机\t○\t\t\t済\n端末\t○\t◎\t\t\n契約書\t\t\t○\t", "入社.csv")

    assert fields(found) == [Field.TITLE, Field.WHO_MARK, Field.WHO_MARK, Field.NOTE, Field.DONE]
    assert [step.who and step.who.name for step in found.outline.steps] == ["総務", "情シス", None]
    assert "総務" in found.outline.steps[1].how
    assert "法務：○" in found.outline.steps[2].how
    assert left(found) == {"E2": "done_mark"}


def test_one_day_of_the_calendar_is_what_the_others_are_counted_from():
    found = read("日程\t作業内容\t担当\n2026/12/20\t残高証明\t経理\n12/28\t棚卸\t総務\n1/8\t申告\t税理士", "決算.csv")

    assert [step.due for step in found.outline.steps] == [DueRule("anchor", days, Unit.DAYS) for days in (-19, -11, 0)]
    assert found.anchor == "2027/1/8"
    assert found.outline.cadence is None


def test_a_heading_in_two_rows_is_one():
    found = read("区分\t工程\t担当\t\t期限\n\t\t主担当\t副担当\t\n勤怠\t締める\t労務\t総務\t前日", "a.csv")

    assert fields(found) == [Field.SECTION, Field.TITLE, Field.WHO, Field.NOTE, Field.DUE]
    assert len(found.outline.steps) == 1
    assert "総務" in found.outline.steps[0].how


@pytest.mark.parametrize("above", ["", "決算の手順\n", "作成\t佐伯\n", "作成日\t2026/4/1\n版\t3\n"])
def test_headings_are_found_below_a_title(above):
    found = read(f"{above}工程\t担当\n締める\t労務\n払う\t総務", "a.tsv")

    assert [step.title for step in found.outline.steps] == ["締める", "払う"]


@pytest.mark.parametrize("heading", ["タスク", "ﾀｽｸ名", "作 業", "やること", "TASK", "手順（詳細）", "工程"])
def test_a_heading_is_known_however_it_is_written(heading):
    found = read(f"{heading}\tだれ\n締める\t労務\n払う\t総務", "a.tsv")

    assert fields(found) == [Field.TITLE, Field.WHO]


def test_words_of_headings_in_the_middle_of_a_table_are_no_headings():
    found = read("見る物\t書き方\n作業の区分\t担当の名\n工程\t内容の確認", "a.tsv")

    assert len(found.outline.steps) == 3


def test_merged_cells_of_a_clipboard_hold_for_all_their_rows():
    html = """<table><tr><td rowspan=2>区分</td><td rowspan=2>工程</td><td colspan=2>確認</td></tr>
      <tr><td>点検</td><td>備考</td></tr>
      <tr><td rowspan=3>準備</td><td rowspan=2>机を<br>用意する</td><td>高さ</td><td></td></tr>
      <tr><td>鍵</td><td>予備</td></tr><tr><td>椅子</td><td></td><td></td></tr>
      <tr><td colspan=4>■当日</td></tr><tr><td></td><td>案内する</td></tr></table>"""

    found = read("x", html=html)

    assert [(step.title, step.section) for step in found.outline.steps] == [
        ("机を", ("準備",)), ("椅子", ("準備",)), ("案内する", ("当日",)),
    ]  # fmt: skip
    assert [check.text for check in found.outline.steps[0].checks] == ["高さ", "鍵"]
    assert found.outline.steps[0].how == "用意する"


def test_a_row_that_stands_alone_and_marked_is_a_heading():
    found = read("工程\t担当\n■前日\t\n会場をおさえる\t総務\n【当日】\t\n受付に立つ\t労務", "催し.csv")

    assert [step.section for step in found.outline.steps] == [("前日",), ("当日",)]


def test_what_a_person_chooses_goes_before_what_was_recognised():
    text = "工程\t担当\t備考\n準備\t\t\n机を出す\t総務\t二人で\n休み\t\t"
    chosen = Choices(columns={2: Field.CHECK}, rows={1: RowKind.HEADING, 3: RowKind.UNUSED})

    found = read(text, "a.csv", choices=chosen)

    assert [(step.title, step.section) for step in found.outline.steps] == [("机を出す", ("準備",))]
    assert found.outline.steps[0].checks[0].text == "二人で"
    assert left(found) == {"A4": "chosen"}


def test_a_condition_is_not_guessed():
    found = read("工程\t担当\n新入社員がいる場合は名札をつくる\t総務\n配る\t総務", "a.csv")

    assert found.outline.steps[0].title == "新入社員がいる場合は名札をつくる"
    assert found.outline.steps[0].when is None


@pytest.mark.parametrize(
    ("text", "offset", "unit", "anchor"),
    [
        ("支給日の5営業日前", -5, Unit.BUSINESS_DAYS, "支給日"),
        ("支給日5営業日前まで", -5, Unit.BUSINESS_DAYS, "支給日"),
        ("５営業日前", -5, Unit.BUSINESS_DAYS, ""),
        ("前日", -1, Unit.DAYS, ""),
        ("支給日の前営業日", -1, Unit.BUSINESS_DAYS, "支給日"),
        ("当日", 0, Unit.DAYS, ""),
        ("入社日", 0, Unit.DAYS, "入社日"),
        ("入社日から3日以内", 3, Unit.DAYS, "入社日"),
        ("2週間前", -14, Unit.DAYS, ""),
        ("入社1か月前", -1, Unit.MONTHS, "入社"),
        ("決算後2か月", 2, Unit.MONTHS, "決算"),
        ("決算日から２ヶ月以内", 2, Unit.MONTHS, "決算日"),
    ],
)
def test_a_day_is_counted_from_another(text, offset, unit, anchor):
    found = said(text, ON)

    assert (found.offset, found.unit, found.anchor) == (offset, unit, anchor)


@pytest.mark.parametrize(
    ("texts", "offsets", "cadence"),
    [
        (["25日"], [0], Cadence(Every.MONTH, day=25)),
        (["毎月10日", "20日まで"], [-10, 0], Cadence(Every.MONTH, day=20)),
        (["月末", "末日", "10日"], [0, 0, None], Cadence(Every.MONTH, day=-1)),
        (["翌月10日"], [0], Cadence(Every.MONTH, day=10)),
        (["第3営業日", "5営業日目"], [-2, 0], Cadence(Every.MONTH, business_day=5)),
        (["毎週月曜"], [0], Cadence(Every.WEEK, weekday=0)),
        (["支給日の前日", "決算日の前日", "支給日"], [-1, None, 0], Cadence(Every.MONTH, anchor=Anchor.PAYDAY)),
    ],
)
def test_days_that_come_round_make_a_cadence(texts, offsets, cadence):
    days = settle([said(text, ON) for text in texts])

    assert [days.rules[at].offset if at in days.rules else None for at in range(len(texts))] == offsets
    assert days.cadence == cadence


@pytest.mark.parametrize(
    "text", ["随時", "なるべく早く", "20日頃", "10日以内", "3日", "月初", "13/45", "999営業日前", ""]
)
def test_a_day_that_is_not_certain_is_none(text):
    found = said(text, ON)

    assert found is None or text == "3日"  # a day of the month


@pytest.mark.parametrize(
    ("text", "expected"),
    [("30分", 30), ("1h", 60), ("1:30", 90), ("0.5時間", 30), ("１時間３０分", 90), ("1時間半", 90), ("約45分", 45),
     ("半日", 240), ("2日", 960), ("30", None), ("たっぷり", None), ("30〜60分", None), ("999時間", None)],
)  # fmt: skip
def test_times_are_minutes(text, expected):
    assert minutes(text) == expected


@pytest.mark.parametrize(("heading", "expected"), [("所要時間（分）", 30), ("時間(h)", 1800), ("目安", None)])
def test_a_bare_number_counts_only_under_its_unit(heading, expected):
    assert minutes("30", unit_of(heading)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [("総務", "department", "総務"), ("総務部", "department", "総務"), ("総務担当", "department", "総務"),
     ("管理部 経理", "department", "経理"), ("佐伯さん", "person", "佐伯 悠"), ("部長", "role", "lead"),
     ("森田　真由美", "person", "森田 真由美"), ("上長", "role", "manager"), ("本人", "subject", "本人"),
     ("社労士", "outside", "社労士")],
)  # fmt: skip
def test_somebody_known_is_who_does_it(text, kind, name):
    found = Known.of(NAMES).who(text)

    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("text", ["髙橋", "高橋さん", "営業部", "だれか", "", "あ" * 300])
def test_nobody_is_guessed(text):
    assert Known.of(NAMES).who(text) is None


def test_a_paper_comes_back_from_the_page_as_it_was():
    paper = paper_of("x", "", "<h1>題</h1><ul><li>一つ</ul><table><tr><td colspan=2>a</table><table><tr><td>b</table>")

    assert brought_back(carried(paper)) == paper
    assert brought_back("{") is None
    assert brought_back('{"sheets":[["",[],[[1,2]],0,0]],"blocks":[],"left":[]}') is None


MANUAL = """端末の貸出
■貸すとき
台帳を開いておく。
1. 申請を見る
　・部署が合う
2. 型番を控える
※ 写真も残す
■返すとき
(1) 外観を見る
"""


def test_a_pasted_manual_becomes_sections_steps_and_checks():
    found = read(MANUAL, title="端末の貸出")

    assert [(step.section, step.title) for step in found.outline.steps] == [
        (("貸すとき",), "申請を見る"), (("貸すとき",), "型番を控える"), (("返すとき",), "外観を見る"),
    ]  # fmt: skip
    assert [check.text for check in found.outline.steps[0].checks] == ["部署が合う"]
    assert found.outline.steps[0].how == "台帳を開いておく。"


def test_markdown_without_boxes_is_read_by_its_headings_lists_and_tables():
    text = "# 貸出\n\n失くさない\n\n## A\n\n1. one\n   - check\n2. two\n\n   how\n\n## B\n\n"
    table = "| task | who |\n|---|---|\n| three | x |\n"

    found = read(
        (text + table).encode(),
        "a.md",
    )

    assert found.outline.title == "貸出"
    assert found.outline.why == "失くさない"
    assert [(step.section, step.title) for step in found.outline.steps] == [
        (("A",), "one"),
        (("A",), "two"),
        (("B",), "three"),
    ]
    assert found.outline.steps[0].checks[0].text == "check"
    assert found.outline.steps[1].how == "how"


def test_a_list_that_word_puts_beside_the_text_is_one():
    html = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span>1.<span>&nbsp;&nbsp;"
        "</span></span><!--[endif]-->申請を見る</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>"
        "<span style='font-family:Wingdings'>l<span>&nbsp; </span></span>部署が合う</p>"
    )

    found = read("1.\t申請を見る\nl\t部署が合う", html=html)

    assert [step.title for step in found.outline.steps] == ["申請を見る"]
    assert [check.text for check in found.outline.steps[0].checks] == ["部署が合う"]


def test_numbered_lines_with_a_tab_are_a_list_and_no_table():
    found = read("1.\t申請を見る\n2.\t型番を控える")

    assert [step.title for step in found.outline.steps] == ["申請を見る", "型番を控える"]


def test_a_heading_without_a_step_below_it_is_named():
    found = read("工程\t担当\n■前日\t\n会場をおさえる\t総務\n■翌日\t", "催し.csv")

    assert left(found) == {"A4": "no_step_below"}


def test_a_footnote_below_a_table_is_no_step_and_not_lost():
    text = "工程\t担当\t期限\n締める\t総務\t10日\n渡す\t労務\t12日\n※ 休日のときは前の日にする。\t\t"

    found = read(text)

    assert [step.title for step in found.outline.steps] == ["締める", "渡す"]
    assert found.outline.steps[1].pitfalls == ("※ 休日のときは前の日にする。",)


def test_a_footnote_below_a_number_column_is_no_heading():
    found = read("区分\t工程\t担当\n月末\t締める\t総務\n※ 休日のときは前の日にする。\t\t")

    assert found.outline.steps[0].pitfalls == ("※ 休日のときは前の日にする。",)
    assert not list(found.of(Became.LEFT))


def test_who_else_is_marked_is_said_by_the_word_of_the_table():
    rows = "<tr><td rowspan=2>作業</td><td colspan=3>担当</td></tr><tr><td>部長</td><td>総務</td><td>労務</td></tr>"
    rows += "<tr><td>集める</td><td>○</td><td>◎</td><td>△</td></tr>"

    (step,) = read("", html=f"<table>{rows}</table>").outline.steps

    assert step.who.name == "総務"
    assert step.how == "担当：部長 ○\n\n担当：労務 △"


def test_rows_that_excel_hides_come_along_on_the_clipboard_and_are_left():
    hidden = "style='display:none;mso-height-source:userset'"
    html = f"""<table><col width=72><col width=0 {hidden}><col width=72>
    <tr><td>工程</td><td {hidden}>内線</td><td>担当</td></tr>
    <tr><td>締める</td><td {hidden}>201</td><td>総務</td></tr>
    <tr height=0 {hidden}><td>廃止した作業</td><td>202</td><td>総務</td></tr>
    <tr><td>渡す</td><td {hidden}>203</td><td>労務</td></tr></table>"""

    found = read("", html=html)

    assert [(step.title, step.how) for step in found.outline.steps] == [("締める", ""), ("渡す", "")]
    assert {fate.why for fate in found.of(Became.LEFT)} == {"hidden_row", "hidden_column"}


def test_marks_below_the_months_are_what_was_done():
    found = read("作業名\t担当\t4月\t5月分\nつり銭を数える\t総務\t○\t\n鍵を返す\t労務\t○\t○")

    assert [step.how for step in found.outline.steps] == ["", ""]
    assert {fate.why for fate in found.of(Became.LEFT)} == {"done_mark"}


def test_a_legend_beside_the_table_is_no_part_of_it():
    found = read(
        "業務\t担当者\t頻度\t\t凡例\n請求書を集める\t総務\t毎月\t\t◎ 主担当\n振込\t経理\t毎月\t\t○ 副担当\n"
        "年次業務\t\t\t\t\n業務\t担当者\t頻度\t\t\n支払調書\t経理\t毎年\t\t"
    )

    assert [(step.section, step.title, step.how) for step in found.outline.steps] == [
        ((), "請求書を集める", "頻度：毎月"),
        ((), "振込", "頻度：毎月"),
        (("年次業務",), "支払調書", "頻度：毎年"),
    ]
    assert {(fate.place, fate.why) for fate in found.of(Became.LEFT)} == {
        ("E2", "legend"), ("E3", "legend"), ("A5", "heading_again"), ("B5", "heading_again"), ("C5", "heading_again"),
    }  # fmt: skip


def test_columns_that_hold_nothing_are_not_asked_about():
    """Excel方眼紙: one heading lies over many narrow columns."""
    html = "<table><tr><td colspan=2>№</td><td colspan=6>作　業　内　容</td><td colspan=3>担 当</td></tr>"
    html += "<tr><td colspan=2>1</td><td colspan=6>名簿を見る</td><td colspan=3>総務</td></tr></table>"

    assert [column.name for column in read("", html=html).columns] == ["A", "C", "I"]

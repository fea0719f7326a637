"""ファイルを読む: .xlsx, .ods, .csv and .docx as people keep them, and files that are refused with how to mend them."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml

from urakata.core.backplan import DueRule, Unit
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
from urakata.formats.mistakes import Mistake
from urakata.formats.wording import sentence

ON = date(2026, 11, 17)
NAMES = Names(("総務", "労務"), ("佐伯 悠",))
SPECTRUM = Path(__file__).parents[5] / "shared/data/csv/csv-spectrum/csvs"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def read(raw, name, choices=None):
    paper = paper_of(raw, name)
    assert isinstance(paper, Paper), paper
    return read_paper(paper, name, NAMES, choices or Choices(), on=ON)


def workbook():
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.add_worksheet("はじめに").write(0, 0, "この本の使い方")
    sheet = book.add_worksheet("月次")
    sheet.merge_range("B2:G2", "月次給与 チェックシート")
    for column, heading in (("B", "区分"), ("C", "工程"), ("F", "期限"), ("G", "時間")):
        sheet.merge_range(f"{column}4:{column}5", heading)
    sheet.merge_range("D4:E4", "担当")
    sheet.write_row("D5", ["主", "副"])
    sheet.merge_range("B6:B7", "勤怠")
    sheet.write_row("C6", ["締める", "労務", "総務"])
    sheet.write_datetime("F6", datetime(2026, 11, 10), book.add_format({"num_format": "m/d"}))
    sheet.write_datetime("G6", time(1, 30), book.add_format({"num_format": "h:mm"}))
    sheet.write("C7", "差し戻す")
    sheet.write_datetime("F7", datetime(2026, 11, 12), book.add_format({"num_format": "m/d"}))
    sheet.write("G7", 0.5)
    sheet.write_formula("G8", "=SUM(G6:G7)", value="90分")
    book.close()
    return written.getvalue()


def test_the_sheet_that_looks_like_a_procedure_is_read_and_the_others_are_named():
    found = read(workbook(), "給与.xlsx")

    assert (found.sheet, found.sheets) == ("月次", ("はじめに", "月次"))
    assert [fate.text for fate in found.of(Became.LEFT) if fate.why == "other_sheet"] == ["はじめに"]
    assert found.outline.title == "月次給与 チェックシート"
    first, second, *_ = found.outline.steps
    assert (first.section, first.title, first.minutes) == (("勤怠",), "締める", 90)
    assert (second.section, second.due, first.due) == (
        ("勤怠",),
        DueRule("anchor", 0, Unit.DAYS),
        DueRule("anchor", -2, Unit.DAYS),
    )
    assert "担当 副：総務" in first.how


def test_places_are_those_that_excel_shows():
    found = read(workbook(), "給与.xlsx")

    assert ("G7", "0.5") in [(fate.place, fate.text) for fate in found.of(Became.UNSURE)]


def test_another_sheet_can_be_chosen():
    found = read(workbook(), "給与.xlsx", Choices(sheet="はじめに"))

    assert found.sheet == "はじめに"
    assert [step.title for step in found.outline.steps] == ["この本の使い方"]


def test_the_same_book_is_known_again():
    assert read(workbook(), "給与.xlsx").outline == read(workbook(), "給与.xlsx").outline


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_however_it_was_saved(encoding):
    raw = '工程,担当,確認\r\n"髙い棚を,拭く",総務,"・脚立\r\n・軍手"\r\n'.encode(encoding)

    found = read(raw, "掃除.csv")

    assert found.outline.steps[0].title == "髙い棚を,拭く"
    assert [check.text for check in found.outline.steps[0].checks] == ["脚立", "軍手"]


@pytest.mark.skipif(not SPECTRUM.exists(), reason="the collection of CSV files is not beside this checkout")
def test_every_csv_of_the_collection_keeps_all_its_cells():
    for path in sorted(SPECTRUM.glob("*.csv")):
        found = read(path.read_bytes(), path.name)

        assert found.outline is not None, path.name
        assert not list(found.of(Became.LEFT)), path.name


def ods(rows):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return written.getvalue()


def row(*cells, more=""):
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row{more}>{inner}</table:table-row>"


def test_an_ods_is_read_and_the_million_empty_rows_at_its_end_are_not():
    filler = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    found = read(ods(row("工程", "担当") + row("締める", "労務") + filler), "a.ods")

    assert [(step.title, step.who.name) for step in found.outline.steps] == [("締める", "労務")]


def test_an_ods_that_unfolds_without_end_is_refused():
    many = row("x", more=' table:number-rows-repeated="199"') * 2_000

    assert paper_of(ods(many), "a.ods").code == "too_many_cells"


def document():
    made = docx.Document()
    made.add_heading("端末の貸出 手順書", 0)
    made.add_heading("目的", 1)
    made.add_paragraph("失くさないため。")
    made.add_heading("貸すとき", 1)
    made.add_paragraph("台帳を開く。")
    made.add_paragraph("申請を見る", style="List Number")
    made.add_paragraph("部署が合う", style="List Bullet 2")
    made.add_paragraph("型番を控える", style="List Number")
    made.add_paragraph("写真も残す。")
    made.add_heading("一覧", 1)
    cells = [["作業", "担当", "期限"], ["返す日を決める", "総務", "貸出日の前日"], ["ラベルを貼る", "〃", "20日頃"]]
    table = made.add_table(rows=3, cols=3)
    for y, line in enumerate(cells):
        for x, text in enumerate(line):
            table.cell(y, x).text = text
    made.sections[0].header.paragraphs[0].text = "社外秘"
    wrapped = parse_xml(
        '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtContent><w:p><w:r><w:t>返却を</w:t>'
        "</w:r><w:del><w:r><w:delText>消した</w:delText></w:r></w:del><w:ins><w:r><w:t>催促する</w:t></w:r></w:ins></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    made.element.body.insert(len(made.element.body) - 1, wrapped)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_word_manual_becomes_sections_steps_and_checks():
    found = read(document(), "貸出.docx")

    assert found.outline.title == "端末の貸出 手順書"
    assert "失くさないため。" in found.outline.why
    steps = found.outline.steps
    assert [(step.section, step.title) for step in steps] == [
        (("貸すとき",), "申請を見る"), (("貸すとき",), "型番を控える"),
        (("一覧",), "返す日を決める"), (("一覧",), "ラベルを貼る"),
    ]  # fmt: skip
    assert (steps[0].how, [check.text for check in steps[0].checks]) == ("台帳を開く。", ["部署が合う"])
    assert steps[1].how == "写真も残す。"
    assert [step.who and step.who.name for step in steps[2:]] == ["総務", "総務"]
    assert steps[3].how.endswith("返却を催促する")
    assert [column.example.step for column in found.columns] == [2, 2, 2]


def test_what_stands_outside_the_text_of_a_document_is_named():
    found = read(document(), "貸出.docx")

    assert [(fate.text, fate.why) for fate in found.of(Became.LEFT)] == [("社外秘", "header_or_footer")]
    assert [(fate.place, fate.text) for fate in found.of(Became.UNSURE)] == [("表1 C3", "20日頃")]


def bomb(name="xl/worksheets/sheet1.xml", megabytes=70):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, b"\0" * megabytes * 1024 * 1024)
    return written.getvalue()


def far_away(last="ここまで"):
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write("A1", "工程")
    sheet.write("A2", "締める")
    sheet.write("XFD1048576", last, book.add_format({"bold": True}))
    book.close()
    return written.getvalue()


def test_a_cell_far_away_that_is_only_coloured_holds_nothing():
    assert len(read(far_away(last=""), "色.xlsx").outline.steps) == 1


def with_a_part(name):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr(name, b"x")
    return written.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (OLE, "古い.xls", "old_excel"),
        (OLE + "WordDocument".encode("utf-16-le"), "古い.doc", "old_word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "鍵.xlsx", "locked_file"),
        (bomb(), "爆弾.xlsx", "unpacks_too_big"),
        (far_away(), "遠い.xlsx", "too_many_cells"),
        (with_a_part("ppt/slides/slide1.xml"), "a.pptx", "other_office"),
        (with_a_part("写真/a.jpg"), "a.zip", "just_a_zip"),
        (with_a_part("xl/workbook.xml"), "a.xlsx", "broken_file"),
        (with_a_part("word/document.xml"), "a.docx", "broken_file"),
        (workbook()[:-300], "途中.xlsx", "broken_file"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "not_text_file"),
        ("工程,担当".encode(), "a.xlsx", "not_office_file"),
        (b"%PDF-1.7", "a.docx", "not_office_file"),
        (b"", "a.csv", "empty"),
        (b"a\tb\n" * 2_000_000, "a.csv", "too_big"),
    ],
)
def test_what_cannot_be_read_is_refused_with_how_to_mend_it(raw, name, code):
    refused = paper_of(raw, name)

    assert isinstance(refused, Mistake)
    assert refused.code == code
    assert sentence(refused).endswith("。")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("工程\t担当\n" * 3_001, "too_many_rows"),
        ("工程" + "\tx" * 101 + "\n", "too_many_columns"),
        ("ただの文", "no_steps_found"),
    ],
)
def test_too_much_or_nothing_to_do_is_said(text, code):
    paper = paper_of(text, "")

    assert [mistake.code for mistake in read_paper(paper, "", on=ON).mistakes] == [code]


def word(*lines):
    written, document = io.BytesIO(), docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(written)
    return written.getvalue()


def test_a_word_manual_numbered_by_hand_is_read_by_its_numbers():
    typed = word(
        "請求書発行の手順", "", "１．請求データの準備", "　（１）売上一覧を出力する", "　（２）単価を確かめる",
        "２．送付", "　・メールで送る", "以上",
    )  # fmt: skip

    found = read(typed, "請求書.docx")

    assert [step.title for step in found.outline.steps] == ["請求データの準備", "送付"]
    assert [check.text for check in found.outline.steps[0].checks] == ["売上一覧を出力する", "単価を確かめる"]
    assert ("4", "売上一覧を出力する") in [(fate.place, fate.text) for fate in found.fates]


def test_lines_that_nobody_numbered_stay_a_step_each():
    found = read(word("通帳を開く", "残高を写す", "部長に渡す"), "資金.docx")

    assert [step.title for step in found.outline.steps] == ["通帳を開く", "残高を写す", "部長に渡す"]


def test_every_picture_of_a_word_manual_is_named_with_its_place():
    written, document = io.BytesIO(), docx.Document()
    document.add_heading("申請", 1)
    for line in ("画面を開く", "登録する"):
        document.add_paragraph(line, style="List Number")
        document.add_picture(io.BytesIO(PNG))
    document.save(written)

    found = read(written.getvalue(), "経費.docx")

    assert [(fate.place, fate.why) for fate in found.of(Became.LEFT)] == [("3", "pictures"), ("5", "pictures")]


def test_the_contents_of_a_word_manual_are_no_text_of_it():
    written, document = io.BytesIO(), docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("1. 申請\t2", style="toc 1")
    document.add_heading("申請", 1)
    document.add_paragraph("領収書を見る", style="List Number")
    document.save(written)

    found = read(written.getvalue(), "経費.docx")

    assert not found.outline.why
    assert [(fate.place, fate.why) for fate in found.of(Became.LEFT)] == [("1", "contents")]


def hidden_away():
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.add_worksheet("はじめに").set_row(2, None, None, {"hidden": True})
    sheet = book.add_worksheet("月次")
    rows = [
        ["工程", "担当", "内線", "確認"],
        ["締める", "労務", "201", "件数"],
        ["廃止した作業", "総務", "202", ""],
        ["渡す", "総務", "203", ""],
    ]
    for at, row in enumerate(rows, start=2):
        sheet.write_row(at, 1, row)
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    book.close()
    return written.getvalue()


def test_hidden_rows_and_columns_are_left_and_named():
    found = read(hidden_away(), "月次.xlsx", Choices(sheet="月次"))

    assert [step.title for step in found.outline.steps] == ["締める", "渡す"]
    assert not any("20" in step.how for step in found.outline.steps)
    left = {fate.place: fate.why for fate in found.of(Became.LEFT) if fate.why.startswith("hidden")}
    assert left == {
        "D4": "hidden_column", "D6": "hidden_column", "B5": "hidden_row", "C5": "hidden_row", "D5": "hidden_row"
    }  # fmt: skip


def test_what_is_hidden_can_be_chosen_also_after_the_page_sent_it_back():
    paper = brought_back(carried(paper_of(hidden_away(), "月次.xlsx")))

    found = read_paper(
        paper, "月次.xlsx", NAMES, Choices(sheet="月次", columns={2: Field.NOTE}, rows={2: RowKind.STEP}), on=ON
    )

    assert [step.how for step in found.outline.steps] == ["内線：201", "内線：202", "内線：203"]


def test_a_table_that_is_hidden_as_a_whole_is_read_nevertheless():
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate([["工程", "担当"], ["締める", "総務"], ["渡す", "総務"]]):
        sheet.write_row(at, 0, row)
        sheet.set_row(at, None, None, {"hidden": True})
    sheet.set_column("A:A", None, None, {"hidden": True})
    book.close()

    assert [step.title for step in read(written.getvalue(), "月次.xlsx").outline.steps] == ["締める", "渡す"]

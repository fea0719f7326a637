"""The papers of the sample are files of the kind they say."""

import csv
import io
import zlib

import pytest

from urakata.common.files.sniff import media_type
from urakata.config.sample.papers import page, paper, picture

LINES = ["日付,2026-11-17", "金額,43807"]


@pytest.mark.parametrize(
    ("slot", "kind"), [("承認の画面", "image/png"), ("支払の一覧", "text/csv"), ("請求書", "application/pdf")]
)
def test_a_paper_is_what_its_name_says(slot, kind):
    name, content = paper(slot, "20261117", LINES)

    assert media_type(name, content) == kind
    assert paper(slot, "20261117", LINES) == (name, content)


def test_a_table_is_read_by_a_spreadsheet():
    _, content = paper("支払の一覧", "20261117", LINES)

    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[2] == ["金額", "43807"]


def test_a_picture_has_as_many_rows_as_it_says():
    content = picture("鍵の写真")

    packed = content[content.index(b"IDAT") + 4 : content.index(b"IEND") - 8]
    assert len(zlib.decompress(packed)) == 80 * (120 + 1)


def test_the_places_in_a_page_are_those_of_its_parts():
    content = page(["見積書", *LINES])

    start = int(content.split(b"startxref\n")[1].split(b"\n")[0])
    places = [int(row[:10]) for row in content[start:].split(b"\n")[3:10]]
    assert content[start:].startswith(b"xref")
    assert [content[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, 1)] == [True] * 7

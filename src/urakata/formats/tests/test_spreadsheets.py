"""表を書く: a workbook comes out whatever its title is."""

import io

import pytest
from python_calamine import CalamineWorkbook

from urakata.formats.spreadsheets import as_workbook


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("給与計算", "給与計算"),
        ("𠮷" * 20, "𠮷" * 15),
        ("長" * 30 + "𠮷", "長" * 30),
        ("History", "History_"),
        ("[]:*?/\\'", "Sheet1"),
    ],
)
def test_every_title_makes_a_sheet(title, name):
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook([["工程"]], title)))

    assert book.sheet_names == [name]

"""束: names beyond ASCII are marked as such, and bytes from the disk come out as they went in."""

import zipfile

from urakata.formats.zips import Entry, write_zip, zipped

NAME = "髙𠮷﨑/写し/画面.png"


def test_what_goes_in_comes_out(tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(b"x" * 300_000)

    with zipfile.ZipFile(zipped([Entry("はじめに.txt", b"a"), Entry(NAME, kept)])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["はじめに.txt", NAME]
        assert archive.read(NAME) == kept.read_bytes()
        assert all(each.flag_bits & 0x800 for each in archive.infolist())  # UTF-8


def test_the_same_files_give_the_same_bytes(tmp_path):
    entries = [Entry("a.txt", b"a"), Entry(NAME, b"b")]

    size = write_zip(entries, tmp_path / "a.zip")

    assert zipped(entries).read() == (tmp_path / "a.zip").read_bytes()
    assert size == (tmp_path / "a.zip").stat().st_size

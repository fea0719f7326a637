"""控えのファイル: whole or not at all, and read with suspicion."""

import json
import zipfile

import pytest

from urakata.common.backup import archive
from urakata.common.commands import BadInput

EVIDENCE = "files/ab/" + "ab" * 32


@pytest.fixture
def made(tmp_path):
    database, evidence = tmp_path / "d", tmp_path / "e"
    database.write_bytes(b"SQLite" * 100)
    evidence.write_bytes(b"%PDF-")
    target = tmp_path / "backups" / "b.zip"
    archive.write(target, [("database.sqlite3", database), (EVIDENCE, evidence)], {"head": "0" * 64})
    return target


def rewritten(source, target, **changed):
    """The same archive with members replaced or added, and the manifest as it is or as given."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed.get(name, old.read(name) if name in old.namelist() else b""))
    return target


def test_what_was_put_in_comes_out(made, tmp_path):
    manifest = archive.extract(made, tmp_path / "out")

    assert (tmp_path / "out" / EVIDENCE).read_bytes() == b"%PDF-"
    assert manifest["head"] == "0" * 64
    assert list(made.parent.iterdir()) == [made]


def test_nothing_stays_of_one_that_could_not_be_written(tmp_path):
    with pytest.raises(FileNotFoundError):
        archive.write(tmp_path / "b.zip", [("database.sqlite3", tmp_path / "missing")], {"head": ""})

    assert list(tmp_path.iterdir()) == []


def test_a_changed_file_is_refused(made, tmp_path):
    altered = rewritten(made, tmp_path / "x.zip", **{EVIDENCE: b"%PDF!"})

    with pytest.raises(BadInput, match="変わっています"):
        archive.extract(altered, tmp_path / "out")


def test_a_flipped_byte_is_refused(made, tmp_path):
    raw = bytearray(made.read_bytes())
    place = raw.index(b"%PDF-")
    raw[place] ^= 1
    made.write_bytes(raw)

    with pytest.raises(BadInput, match="変わっています"):
        archive.extract(made, tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "files/../../x", "files/ab/short", "clock.json"])
def test_a_name_that_is_not_ours_is_refused_before_anything_is_written(made, tmp_path, name):
    with zipfile.ZipFile(made) as old:
        manifest = json.loads(old.read("manifest.json"))
    manifest["files"][name] = {"sha256": "0" * 64, "bytes": 3}
    altered = rewritten(made, tmp_path / "x.zip", **{name: b"abc", "manifest.json": json.dumps(manifest)})

    with pytest.raises(BadInput, match="読めません"):
        archive.extract(altered, tmp_path / "out")
    assert not any((tmp_path / "out").iterdir())
    assert not (tmp_path / "outside").exists()


def test_a_file_that_the_list_does_not_name_is_refused(made, tmp_path):
    altered = rewritten(made, tmp_path / "x.zip", **{"files/cd/" + "cd" * 32: b"more"})

    with pytest.raises(BadInput, match="読めません"):
        archive.extract(altered, tmp_path / "out")


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"format": 2}', b'{"files": 1}', b"\xff", b"[" * 100_000])
def test_a_list_that_cannot_be_read_is_refused(made, tmp_path, manifest):
    altered = rewritten(made, tmp_path / "x.zip", **{"manifest.json": manifest})

    with pytest.raises(BadInput, match="読めません"):
        archive.check(altered)


@pytest.mark.parametrize("raw", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_archive_is_refused(tmp_path, raw):
    (tmp_path / "x.zip").write_bytes(raw)

    with pytest.raises(BadInput, match="控えのファイルではありません"):
        archive.check(tmp_path / "x.zip")

"""写し: what is kept of a picture, and that no bytes break the reader."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.formats.pictures import bare, looks_like_one

WHERE = b"GPS 35.6812N 139.7671E"


def _chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*more, width=3, height=2):
    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _segment(mark, content):
    return bytes([0xFF, mark]) + struct.pack(">H", len(content) + 2) + content


def _exif(way):
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, way, 0, 0)
    return _segment(0xE1, b"Exif\0\0" + tiff + WHERE)


def jpeg(*more, width=40, height=30):
    size = _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return b"\xff\xd8" + b"".join(more) + size + _segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\x34\xff\xd9"


def webp(*more, width=50, height=20):
    wide, high = (width - 1).to_bytes(3, "little"), (height - 1).to_bytes(3, "little")
    chunks = [(b"VP8X", b"\x0c\0\0\0" + wide + high), (b"VP8L", b"\x2f\0\0\0\0"), *more]
    body = b"".join(name + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2) for name, said in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(_chunk(b"tEXt", WHERE), _chunk(b"eXIf", WHERE)), (3, 2)),
        (jpeg(_exif(1), _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + WHERE), _segment(0xFE, WHERE)), (40, 30)),
        (webp((b"EXIF", WHERE), (b"XMP ", WHERE)), (50, 20)),
    ],
    ids=["png", "jpeg", "webp"],
)
def test_where_it_was_taken_is_not_kept(content, size):
    found = bare(content)

    assert (found.width, found.height) == size
    assert WHERE not in found.content
    assert b"Exif" not in found.content
    assert bare(found.content).content == found.content


def test_a_film_behind_a_photograph_is_not_kept():
    assert bare(jpeg() + b"ftypmp4" + WHERE).content == jpeg()


def test_a_picture_without_such_words_stays_as_it_is():
    assert bare(png()).content == png()
    assert bare(jpeg(_segment(0xE0, b"JFIF\0"))).content == jpeg(_segment(0xE0, b"JFIF\0"))


def test_which_way_is_up_is_kept_and_nothing_else():
    found = bare(jpeg(_exif(6)))

    assert (found.width, found.height) == (30, 40)  # lying on its side
    assert WHERE not in found.content
    assert bare(found.content) == found


@pytest.mark.parametrize("content", [png(), jpeg(), webp()], ids=["png", "jpeg", "webp"])
def test_a_picture_cut_off_is_none(content):
    assert bare(content[:20]) is None
    assert bare(content[:-2]) is None


@given(st.sampled_from([png(_chunk(b"tEXt", WHERE)), jpeg(_exif(6)), webp()]), st.data())
def test_no_bytes_raise(content, data):
    at = data.draw(st.integers(0, len(content) - 1))
    broken = content[:at] + bytes([data.draw(st.integers(0, 255))]) + content[at + 1 :]

    bare(broken[: data.draw(st.integers(0, len(broken)))])
    bare(broken)


def test_only_three_kinds_are_pictures():
    assert not any(map(looks_like_one, (b"GIF89a", b"<svg xmlns=", b"%PDF-1.4", b"", b"<html>")))
    assert all(map(looks_like_one, (png(), jpeg() + b"", webp())))

"""写しを読む: how large a PNG, JPEG or WebP is, and the same picture without what a camera wrote into it.

Where a photograph was taken and with which telephone is nobody's business; only which way is up is kept.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PNG_SAYS = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
_WEBP_SAYS = frozenset({b"EXIF", b"XMP "})
_KEPT_MARKS = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, colours, Adobe's way of colouring
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Picture:
    """写し: its bytes without anything but the picture, and its size in pixels."""

    content: bytes
    width: int
    height: int


def looks_like_one(content: bytes) -> bool:
    """写しらしいか: by its first bytes, whole or not."""
    return content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def bare(content: bytes) -> Picture | None:
    """絵だけ; None for bytes that are no whole picture of these three kinds."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _checked(_png(content))
        if content.startswith(b"\xff\xd8"):
            return _checked(_jpeg(content))
        return _checked(_webp(content)) if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None
    except (struct.error, IndexError, ValueError):
        return None


def _checked(found: Picture) -> Picture | None:
    return found if 0 < found.width <= 20_000 and 0 < found.height <= 20_000 else None


def _png(content: bytes) -> Picture:
    width, height = struct.unpack(">II", content[16:24])
    kept, at, last = [content[:8]], 8, b""
    while at + 12 <= len(content) and last != b"IEND":
        (length,) = struct.unpack(">I", content[at : at + 4])
        last, end = content[at + 4 : at + 8], at + 12 + length
        kept += [] if last in _PNG_SAYS else [content[at:end]]
        at = end
    if last != b"IEND" or at > len(content):
        raise ValueError
    return Picture(b"".join(kept), width, height)


def _jpeg(content: bytes) -> Picture:
    kept, size, way = [content[:2]], (0, 0), 1
    for mark, segment in _segments(content):
        if mark in _SIZES:
            size = struct.unpack(">HH", segment[5:9])
        if mark == 0xE1 and segment[4:10] == b"Exif\0\0":
            way = _way_up(segment[10:])
            kept.append(_upright(way))
        elif mark < 0xE0 or mark in _KEPT_MARKS:
            kept.append(segment)
    height, width = size if way < 5 else size[::-1]  # lying on its side
    return Picture(b"".join(kept), width, height)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Up to the picture's own bytes, which come with its last segment as a whole."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError
        mark = content[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark == 0xDA:
            yield mark, content[at : _end(content, at)]
            return
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        if length < 2:
            raise ValueError
        yield mark, content[at : at + 2 + length]
        at += 2 + length


def _end(content: bytes, at: int) -> int:
    """Behind the picture's last byte: telephones put a film behind it, with all they know."""
    while True:
        at = content.index(b"\xff", at)
        mark = content[at + 1]
        if mark == 0xD9:
            return at + 2
        if mark == 0 or 0xD0 <= mark <= 0xD7:  # a byte of the picture, a mark to begin anew
            at += 2
        elif mark == 0xFF:
            at += 1
        else:
            (length,) = struct.unpack(">H", content[at + 2 : at + 4])
            at += 2 + length


def _way_up(tiff: bytes) -> int:
    """向き: 1 as it is, up to 8 turned and mirrored."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack(order + "I", tiff[4:8])
        (count,) = struct.unpack(order + "H", tiff[first : first + 2])
        entries = (tiff[at : at + 12] for at in range(first + 2, first + 2 + 12 * min(count, 200), 12))
        read = (struct.unpack(order + "HHIH", entry[:10]) for entry in entries)
        way = next((value for tag, _kind, _many, value in read if tag == _ORIENTATION), 1)
    except struct.error:
        return 1
    return way if 1 <= way <= 8 else 1


def _upright(way: int) -> bytes:
    """A segment that says which way is up and nothing else; none where that is as usual."""
    if way == 1:
        return b""
    said = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 8 + len(said)) + b"Exif\0\0" + said


def _webp(content: bytes) -> Picture:
    kept, at, size = [], 12, (0, 0)
    while at + 8 <= len(content):
        name, (length,) = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])
        chunk = content[at : at + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise ValueError
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]  # it says no more that EXIF and XMP follow
        size = size if any(size) else _webp_size(name, chunk[8:])
        kept += [] if name in _WEBP_SAYS else [chunk]
        at += len(chunk)
    body = b"WEBP" + b"".join(kept)
    return Picture(b"RIFF" + struct.pack("<I", len(body)) + body, *size)


def _webp_size(name: bytes, chunk: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        return 1 + int.from_bytes(chunk[4:7], "little"), 1 + int.from_bytes(chunk[7:10], "little")
    if name == b"VP8L":
        bits = int.from_bytes(chunk[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 ":
        width, height = struct.unpack("<HH", chunk[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0

"""書類: small real files, the same bytes for the same words, so that evidence can be opened and printed."""

import struct
import zlib
from collections.abc import Iterable

SHOWN = ("画面", "写し", "写真")  # what one would take a picture of
TABLES = ("表", "一覧", "明細", "台帳", "予定", "合計", "履歴")
WIDTH, HEIGHT = 120, 80


def paper(slot: str, label: str, lines: Iterable[str]) -> tuple[str, bytes]:
    """書類をつくる: a picture, a table or a page, by what the step calls it; its name and its bytes."""
    name = f"{slot}_{label}"
    if any(word in slot for word in SHOWN):
        return f"{name}.png", picture(name)
    if any(word in slot for word in TABLES):
        return f"{name}.csv", table(lines)
    return f"{name}.pdf", page([name, *lines])


def table(lines: Iterable[str]) -> bytes:
    """CSV with a byte order mark, as spreadsheets here want it."""
    return ("\ufeff項目,内容\r\n" + "".join(f"{line}\r\n" for line in lines)).encode()


def picture(words: str) -> bytes:
    """PNG: bars whose lengths follow the words, so that two pictures differ."""
    seed = zlib.crc32(words.encode())
    rows = []
    for y in range(HEIGHT):
        length = 20 + (seed >> (y // 10 * 3)) % 90 if y % 10 in range(3, 8) else 0
        rows.append(b"\0" + b"\x5a" * length + b"\xf4" * (WIDTH - length))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)  # 8 bit grey
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def page(lines: Iterable[str]) -> bytes:
    """PDF: one A5 page in a Japanese typeface of the reader's own."""
    shown = "".join(f"<{line.encode('utf-16-be').hex().upper()}> Tj T*\n" for line in lines)
    text = f"BT /F 12 Tf 20 TL 40 540 Td\n{shown}ET".encode("ascii")
    of_page = b"/MediaBox [0 0 420 595] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s >>" % of_page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H "
        b"/DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /FontDescriptor 7 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 "
        b"/Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>",
    )
    return _assembled(parts)


def _assembled(parts: Iterable[bytes]) -> bytes:
    written, places = b"%PDF-1.5\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return written + tail % (size, rows, size, len(written))

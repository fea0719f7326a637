"""ファイルを渡す: bytes that somebody brought are shown as a picture or handed over, never run as a page."""

from typing import BinaryIO

from django.http import FileResponse


def send(content: BinaryIO, *, name: str, media_type: str, inline: bool = False) -> FileResponse:
    """`inline` is for pictures alone; whatever it is, it gets a room of its own without scripts."""
    response = FileResponse(content, as_attachment=not inline, filename=name)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""中身を見る: what a file is by its bytes, not by what it calls itself."""

from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024

_MAGIC = (
    (b"%PDF-", "application/pdf", {"pdf"}),
    (b"\x89PNG\r\n\x1a\n", "image/png", {"png"}),
    (b"\xff\xd8\xff", "image/jpeg", {"jpg", "jpeg"}),
    (b"GIF87a", "image/gif", {"gif"}),
    (b"GIF89a", "image/gif", {"gif"}),
)
_ZIP = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
}
_OLD_OFFICE = {"xls": "application/vnd.ms-excel", "doc": "application/msword"}
_TEXT = {"csv": "text/csv", "txt": "text/plain", "tsv": "text/tab-separated-values", "md": "text/markdown"}


class FileProblem(StrEnum):
    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    KIND_NOT_KNOWN = "file_kind_not_known"
    NAME_DOES_NOT_FIT = "file_name_does_not_fit"


def media_type(name: str, content: bytes) -> str | FileProblem:
    """The media type the bytes prove, or why the file is not taken; a name that claims another kind is refused."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not content:
        return FileProblem.EMPTY
    if len(content) > MAX_BYTES:
        return FileProblem.TOO_LARGE
    for magic, kind, endings in _MAGIC:
        if content.startswith(magic):
            return kind if ending in endings else FileProblem.NAME_DOES_NOT_FIT
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp" if ending == "webp" else FileProblem.NAME_DOES_NOT_FIT
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"}:
        return "image/heic" if ending in {"heic", "heif"} else FileProblem.NAME_DOES_NOT_FIT
    if content.startswith(b"PK\x03\x04"):
        return _ZIP.get(ending, FileProblem.NAME_DOES_NOT_FIT)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLD_OFFICE.get(ending, FileProblem.NAME_DOES_NOT_FIT)
    if ending in _TEXT and b"\x00" not in content:
        return _TEXT[ending]
    return FileProblem.KIND_NOT_KNOWN

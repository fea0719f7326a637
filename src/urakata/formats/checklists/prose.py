"""Markdown's text: in plain words for a title, tidied for what is kept as Markdown."""

import re
import textwrap

_PICTURE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^<>\s]+[.@/][^<>\s]*)>")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*\*|\*\*|__|\*|_)(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*_])")


def plain_text(markdown: str) -> str:
    """One line without Markdown's signs; links leave their text."""
    text = " ".join(markdown[:2000].split())
    text = _ADDRESS.sub(r"\1", _PICTURE_OR_LINK.sub(r"\1", text))
    return _EMPHASIS.sub(r"\2", text).replace("`", "").strip()


_TAGS = re.compile(
    r"</?(?:details|summary|div|p|br|hr|center|span|section|table|thead|tbody|tr|td|th|ul|ol|li|b|i|u|em|strong|small|sub|sup)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HTML_LINK = re.compile(r"<a\s[^<>]*?href=[\"']([^\"'<>\s]+)[\"'][^<>]*>([^<>]*)</a>", re.IGNORECASE)
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_LIST_OR_FENCE = re.compile(r"^\s*(?:[-*+]|\d+[.)]|```|~~~)", re.MULTILINE)
_LINK_TARGET = re.compile(r"\s{0,3}\[[^\]^]+\]:\s*\S+")


def without_tags(text: str) -> str:
    """HTML's tags out, its links kept as Markdown's."""
    return _TAGS.sub("", _HTML_LINK.sub(r"[\2](\1)", text)) if "<" in text else text


def as_markdown(lines: list[str], *, loose: bool = False) -> str:
    """Lines as Markdown: the indentation and quotation they share taken off, HTML's tags out, links kept.

    `loose` is text outside any list: indentation there is HTML's, and would make code of it.
    """
    if not any(lines):
        return ""
    tidied = [without_tags(line).rstrip() for line in lines]
    unquoted = [_QUOTED.sub("", line).expandtabs(4) for line in tidied if not _LINK_TARGET.match(line)]
    text = "\n".join(unquoted)
    if loose:
        text = "\n\n".join(_undented(chunk) for chunk in re.split(r"\n{2,}", text))
    return re.sub(r"\n{3,}", "\n\n", textwrap.dedent(text)).strip("\n").rstrip()


def _undented(chunk: str) -> str:
    return chunk if _LIST_OR_FENCE.search(chunk) else textwrap.dedent(chunk)

"""Words that are not used on screen are not used on screen (docs/glossary.md, last table)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.repository import DOCS, SOURCE, name

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
TEMPLATES = sorted(path for path in SOURCE.rglob("*.html") if "tests" not in path.parts)
CODE = sorted(path for path in SOURCE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))


def banned() -> list[str]:
    table = (DOCS / "glossary.md").read_text(encoding="utf-8").partition("## 使わない言葉")[2]
    return [word for word in re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE) if word not in {"使わない", "---"}]


def said_in(path: Path) -> Iterator[str]:
    """Japanese sentences of a template or a module; docstrings and comments are not shown to anybody."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield re.sub(r"{% comment.*?endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)
        return
    tree = ast.parse(text)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_said = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
        if is_said and JAPANESE.search(node.value):
            yield node.value


def test_no_sentence_uses_a_word_that_is_not_used():
    unused = banned()
    found = [
        f"{name(path)}: 「{word}」 in {said[:60]}"
        for path in [*TEMPLATES, *CODE]
        for said in said_in(path)
        for word in unused
        if word in said
    ]

    assert found == []


def test_the_table_is_read():
    assert "データがありません" in banned()
    assert len(banned()) > 20


def test_no_link_is_called_here():
    links = [(name(path), link) for path in TEMPLATES for link in LINK.findall(path.read_text(encoding="utf-8"))]

    assert links != []
    assert [(path, link) for path, link in links if re.search("こちら|以下|ここを", link)] == []

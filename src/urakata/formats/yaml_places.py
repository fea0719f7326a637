"""YAML with places: one document of plain values, each with its line, column and path.

YAML 1.2 (`on` is a word, a day is a word). Anchors, aliases, tags, merge keys, duplicate keys and further documents
are mistakes: a file that people read and compare holds every value once, where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from urakata.formats.mistakes import Mistake
from urakata.formats.texts import MEGABYTE, decode, has_unseen, tidy

DEEPEST = 24  # levels; a procedure has five
LONGEST_KEY = 200

Scalar = str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
_WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(slots=True)
class Node:
    """A value with its place; `source` is a scalar as it was written, `keys` the nodes of a mapping's keys."""

    value: Any  # Scalar | list[Node] | dict[str, Node]
    line: int = 1
    column: int = 1
    path: str = ""
    source: str = ""
    keys: dict[str, "Node"] = field(default_factory=dict)

    def mistake(self, code: str, **params: Any) -> Mistake:
        return Mistake(code, self.line, self.column, self.path, params)


def read_yaml(raw: str | bytes, *, limit: int = MEGABYTE) -> tuple[Node | None, list[Mistake]]:
    """YAMLを読む: the document, or None, and all mistakes; never raises for any input."""
    text = decode(raw, limit=limit) if isinstance(raw, bytes) else tidy(raw)
    if isinstance(text, Mistake):
        return None, [text]
    if len(text) > limit:
        return None, [Mistake("too_big", params={"megabytes": limit / MEGABYTE})]
    if not text.strip():
        return None, [Mistake("empty")]
    tree = _Tree()
    try:
        tree.grow(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        tree.mistakes.append(Mistake("not_yaml", mark.line + 1 if mark else 0, mark.column + 1 if mark else 0))
        return None, tree.mistakes
    except (YAMLError, ValueError, OverflowError):  # a \U escape beyond Unicode ends in chr()
        tree.mistakes.append(Mistake("not_yaml"))
        return None, tree.mistakes
    if tree.top is None and not tree.mistakes:
        return None, [Mistake("empty")]  # nothing but comments
    return tree.top, tree.mistakes


def plain(node: Node) -> Any:
    """The value without its places."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def deepest(top: Node, path: str) -> Node:
    """The node at a path, or the nearest one around it that the file has."""
    node = top
    for part in re.findall(r"[^.\[\]]+", path):
        if isinstance(node.value, list) and part.isdigit() and int(part) < len(node.value):
            node = node.value[int(part)]
        elif isinstance(node.value, dict) and part in node.value:
            node = node.value[part]
        elif isinstance(node.value, list | dict):
            break
    return node


def resolve(source: str) -> Scalar:
    """The YAML 1.2 core schema without octals, infinities and numbers nobody can read."""
    if source in _WORDS:
        return _WORDS[source]
    if _INTEGER.fullmatch(source):
        return int(source)
    return float(source) if _FLOAT.fullmatch(source) and len(source) < 40 else source


class _Tree:
    """Builds the nodes from the parser's events with a stack of its own: no file is deep enough to exhaust Python's."""

    def __init__(self) -> None:
        self.top: Node | None = None
        self.mistakes: list[Mistake] = []
        self._open: list[Node] = []
        self._key: Node | None = None
        self._waiting: list[Node | None] = []  # keys of the mappings around the one being read

    def grow(self, events: Iterator[Any]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note("many_documents", event)
                    return
            elif isinstance(event, ev.NodeEvent):
                self._take(event)
            elif isinstance(event, ev.CollectionEndEvent):
                self._open.pop()
                self._key = self._waiting.pop()
            if len(self._open) > DEEPEST:
                self._note("too_deep", event)
                self.top = None
                return

    def _take(self, event: Any) -> None:
        self._refuse_cleverness(event)
        node = Node(None, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, ev.ScalarEvent):
            node.source = event.value
            node.value = resolve(event.value) if event.style is None else event.value
            if has_unseen(event.value):
                self._note("control_character", event)
                node.value = node.source = tidy(event.value)
            elif isinstance(node.value, str):
                node.value = tidy(event.value)
        elif isinstance(event, ev.SequenceStartEvent):
            node.value = []
        elif isinstance(event, ev.MappingStartEvent):
            node.value = {}
        self._place(node, event)
        if isinstance(event, ev.CollectionStartEvent):
            self._open.append(node)
            self._waiting.append(self._key)
            self._key = None

    def _refuse_cleverness(self, event: Any) -> None:
        if isinstance(event, ev.AliasEvent):
            self._note("alias", event)
        elif event.anchor is not None:
            self._note("anchor", event)
        elif event.ctag is not None and str(event.ctag) not in ("", "None"):
            self._note("tag", event)

    def _place(self, node: Node, event: Any) -> None:
        """Hang the node where it belongs: as the document, into the list, as a key or as the value of one."""
        if not self._open:
            self.top = node
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            node.path = f"{parent.path}[{len(parent.value)}]"
            parent.value.append(node)
        elif self._key is None:
            self._key = self._as_key(node, parent, event)
        else:
            key, self._key = self._key, None
            node.path = key.path
            parent.value.setdefault(key.source, node)
            parent.keys.setdefault(key.source, key)

    def _as_key(self, node: Node, parent: Node, event: Any) -> Node:
        if not isinstance(event, ev.ScalarEvent) or len(event.value) > LONGEST_KEY:
            self._note("complex_key", event)
        elif event.value == "<<":
            self._note("merge_key", event)
        elif event.value in parent.value:
            self._note("duplicate_key", event, key=event.value[:40])
        node.path = f"{parent.path}.{node.source}".lstrip(".")
        return node

    def _note(self, code: str, event: Any, **params: Any) -> None:
        mark = event.start_mark
        path = self._open[-1].path if self._open else ""
        self.mistakes.append(Mistake(code, mark.line + 1, mark.column + 1, path, params))

"""YAML, written canonically: the same values always give the same text, which `yaml_places` reads back exactly.

Japanese stands as it is, texts of several lines as literal blocks, small lists and mappings on one line.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from urakata.formats.yaml_places import resolve

WIDTH = 100

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<\\.+/\u2028\u2029][^\n\t\u2028\u2029]*")
_BREAKS_PLAIN = re.compile(r":(?=\s|$)|\s#|\s$|[\ufeff\u2028\u2029]|\xa0")
_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?=[,\[\]{}\"'])")
_ODD = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufff0-\uffff]")
_OTHER_DIALECTS = frozenset({"y", "n", "yes", "no", "on", "off"})  # truths in YAML 1.1, in any case


def dump(tree: dict[str, Any]) -> str:
    """書き出す: one mapping as a block document."""
    return "".join(f"{line}\n" for line in _mapping(tree))


def _mapping(tree: dict[str, Any]) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{_key(key)}:", value)


def _entry(head: str, value: Any) -> Iterator[str]:
    """A key (or a dash) with its value, on one line where that is readable."""
    if isinstance(value, str) and _is_literal(value):
        yield f"{head} |" if value.endswith("\n") else f"{head} |-"
        yield from (f"  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    elif not isinstance(value, dict | list) or not value:
        yield f"{head} {_flow(value) if value in ([], {}) else _scalar(value)}"
    elif _stays_small(value) and len(one_line := f"{head} {_flow(value)}") <= WIDTH:
        yield one_line
    else:
        yield head
        inner = _mapping(value) if isinstance(value, dict) else _sequence(value, spread=head == "steps:")
        yield from (f"  {line}" if line else "" for line in inner)


def _sequence(values: list[Any], *, spread: bool) -> Iterator[str]:
    """A list a line each; steps are always spread over lines, so that adding a word changes one line."""
    for value in values:
        if isinstance(value, dict) and value and (spread or not _fits(value)):
            lines = _mapping(value)
            yield f"- {next(lines)}"
            yield from (f"  {line}" if line else "" for line in lines)
        else:
            yield from _entry("-", value)


def _fits(value: Any) -> bool:
    return _stays_small(value) and len(_flow(value)) < WIDTH


def _stays_small(value: Any) -> bool:
    """No text of several lines and no list of mappings inside; those want lines of their own."""
    if isinstance(value, dict):
        return all(_stays_small(inner) for inner in value.values())
    if isinstance(value, list):
        return all(_stays_small(inner) and not isinstance(inner, dict) for inner in value)
    return not (isinstance(value, str) and "\n" in value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return _scalar(value, flow=True)


def _key(key: str) -> str:
    return key if key == "on" else _scalar(key, flow=True)  # `on: 2026-10-27` as people write it


def _scalar(value: Any, *, flow: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return value if _is_plain(value, flow) else _quoted(value)


def _is_plain(text: str, flow: bool) -> bool:
    if text.casefold() in _OTHER_DIALECTS or not isinstance(resolve(text), str) or not _PLAIN.fullmatch(text):
        return False
    return not (_BREAKS_PLAIN.search(text) or (flow and _IN_FLOW.search(text)))


def _quoted(text: str) -> str:
    """JSON's quotation is YAML's; letters that YAML takes for line ends or does not print are escaped as well."""
    return _ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_literal(text: str) -> bool:
    body = text.removesuffix("\n")
    if "\n" not in body or body.endswith("\n") or body[0] in " \t\n" or _ODD.search(text):
        return False
    return all(line.strip(" \t") == line.strip() for line in body.split("\n")) and not body.endswith((" ", "\t"))

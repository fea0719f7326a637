"""手順のファイルを書く: the canonical file of an outline; what is read from it equals the outline."""

from typing import Any

from urakata.core.outline import Outline
from urakata.core.outline_plain import STEP_KEYS, to_plain
from urakata.formats.yaml_write import dump

_LONG_TEXTS = ("why", "how")


def write(outline: Outline) -> str:
    """書く: keys in their fixed order, nothing that equals its default."""
    tree = to_plain(outline) | {key: _in_order(kept) for key, kept in outline.later.items()}
    tree["steps"] = [_step(plain) for plain in tree.pop("steps")]
    return dump(_long_texts(tree))


def _step(plain: dict[str, Any]) -> dict[str, Any]:
    if len(plain.get("section", ())) == 1:
        plain["section"] = plain["section"][0]
    return _long_texts({key: value if key in STEP_KEYS else _in_order(value) for key, value in plain.items()})


def _long_texts(tree: dict[str, Any]) -> dict[str, Any]:
    """A text of several lines ends with its line, so that it stands as a plain `|` block."""
    for key in _LONG_TEXTS:
        if "\n" in tree.get(key, ""):
            tree[key] += "\n"
    return tree


def _in_order(kept: Any) -> Any:
    """Kept keys by the alphabet: a database may have given them back in another order."""
    if isinstance(kept, dict):
        return {key: _in_order(kept[key]) for key in sorted(kept)}
    return [_in_order(entry) for entry in kept] if isinstance(kept, list) else kept

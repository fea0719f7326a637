"""様式の中身: what one edition of a form asks, as frozen values; five questions at the most.

The file format of these values is `formats/forms`; an edition stores `to_plain` of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from urakata.core.personal_number import is_asked_for

MOST_FIELDS = 5


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    PERSON = "person"
    FILE = "file"


WRITTEN = frozenset(FieldKind) - {FieldKind.CHOICE, FieldKind.DATE, FieldKind.PERSON}


@dataclass(frozen=True, slots=True)
class Field:
    """質問: one thing a form asks."""

    key: str
    text: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    choices: tuple[str, ...] = ()
    help: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """様式の中身: everything one edition of a form says."""

    key: str
    title: str
    why: str = ""
    clearance: str = ""
    reply: str = ""  # 返事の目安
    fields: tuple[Field, ...] = ()


class FlawCode(StrEnum):
    NO_FIELDS = "no_fields"
    TOO_MANY_FIELDS = "too_many_fields"
    DUPLICATE_FIELD = "duplicate_field"
    CHOICES_MISSING = "choices_missing"
    CHOICES_UNUSED = "choices_unused"
    DEFAULT_UNFIT = "default_unfit"
    PERSONAL_NUMBER = "personal_number_asked"


@dataclass(frozen=True, slots=True)
class Flaw:
    """筋の合わない所: a code, the path of its place (`fields[3].choices`), what the sentence needs."""

    code: FlawCode
    path: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)


def problems(form: Form) -> list[Flaw]:
    """筋が合うか: all flaws, in the order of the file."""
    found = [Flaw(FlawCode.PERSONAL_NUMBER, "title", {"text": form.title})] if is_asked_for(form.title) else []
    if not form.fields:
        return [*found, Flaw(FlawCode.NO_FIELDS, "fields")]
    seen: set[str] = set()
    for at, each in enumerate(form.fields):
        path = f"fields[{at}]"
        if each.key in seen:
            found.append(Flaw(FlawCode.DUPLICATE_FIELD, f"{path}.key", {"key": each.key}))
        seen.add(each.key)
        found += _of_field(path, each)
    if len(form.fields) > MOST_FIELDS:
        params = {"most": MOST_FIELDS, "count": len(form.fields)}
        found.append(Flaw(FlawCode.TOO_MANY_FIELDS, f"fields[{MOST_FIELDS}]", params))
    return found


def _of_field(path: str, each: Field) -> Iterator[Flaw]:
    is_choice = each.kind is FieldKind.CHOICE
    if is_choice and len(each.choices) < 2:
        yield Flaw(FlawCode.CHOICES_MISSING, path, {"key": each.key})
    if each.choices and not is_choice:
        yield Flaw(FlawCode.CHOICES_UNUSED, f"{path}.choices", {"kind": each.kind.value})
    if each.default and (each.kind is FieldKind.FILE or (is_choice and each.default not in each.choices)):
        yield Flaw(FlawCode.DEFAULT_UNFIT, f"{path}.default", {"now": each.default, "known": list(each.choices)})
    if each.kind in WRITTEN and (is_asked_for(each.text) or is_asked_for(each.key)):
        yield Flaw(FlawCode.PERSONAL_NUMBER, path, {"text": each.text})


def to_plain(form: Form) -> dict[str, Any]:
    """保存の形: JSON-able, nothing that equals its default; `from_plain` gives the same form back."""
    head = {name: getattr(form, name) for name in ("key", "title", "why", "clearance", "reply")}
    return _said(head) | {"fields": [_field(each) for each in form.fields]}


def _field(each: Field) -> dict[str, Any]:
    return _said(
        {
            "key": each.key,
            "text": each.text,
            "kind": "" if each.kind is FieldKind.TEXT else each.kind.value,
            "required": None if each.required else False,
            "choices": list(each.choices),
            "help": each.help,
            "default": each.default,
        }
    )


def _said(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value is not None and value != "" and value != []}


def from_plain(stored: Mapping[str, Any]) -> Form:
    """保存の形から: trusts what `to_plain` wrote."""
    head = {name: stored.get(name, "") for name in ("key", "title", "why", "clearance", "reply")}
    return Form(**head, fields=tuple(_read(each) for each in stored["fields"]))


def _read(stored: Mapping[str, Any]) -> Field:
    return Field(
        key=stored["key"],
        text=stored["text"],
        kind=FieldKind(stored.get("kind", "text")),
        required=stored.get("required", True),
        choices=tuple(stored.get("choices", ())),
        help=stored.get("help", ""),
        default=stored.get("default", ""),
    )

"""当てはまるか: a small expression over 会社のこと, read by hand and never evaluated as code.

    kind == corporation and (employees >= 50 or industries has dispatch) and not invoice_registered

Three-valued (Kleene): what is not known yet (あとで) decides nothing, so a missing answer never switches a duty off.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from urakata.core.errors import InputMistake, Place

Answer = bool | None  # None: not known
Known = Mapping[str, Any]  # the profile as plain values; a key that is not there is not known

LONGEST = 500
DEEPEST = 20
TOKEN = re.compile(r"\s*(==|!=|<=|>=|<|>|\(|\)|[A-Za-z_][A-Za-z0-9_-]*|\d+)")
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
WORDS = frozenset({"and", "or", "not", "has", "true", "false"})


@dataclass(frozen=True, slots=True)
class Compares:
    """くらべる: a key and a value."""

    key: str
    sign: str
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class Has:
    """ふくむ: a list and a word."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Holds:
    """ある: true, not 0 and not empty."""

    key: str


@dataclass(frozen=True, slots=True)
class Not:
    one: "Expression"


@dataclass(frozen=True, slots=True)
class And:
    each: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    each: "tuple[Expression, ...]"


Expression = Compares | Has | Holds | Not | And | Or


def parse(text: str, keys: frozenset[str]) -> Expression:
    """式を読む. Raises InputMistake `condition_unreadable`, `condition_key` with the column."""
    if len(text) > LONGEST:
        raise InputMistake("condition_unreadable", {"found": text[:40]})
    reader = _Reader(_tokens(text), keys)
    found = reader.either(0)
    reader.end()
    return found


def holds(expression: Expression, known: Known) -> Answer:
    """当てはまるか: True, False, or None while what decides it is not known."""
    match expression:
        case Not(one):
            answer = holds(one, known)
            return None if answer is None else not answer
        case And(each):
            answers = {holds(one, known) for one in each}
            return False if False in answers else None if None in answers else True
        case Or(each):
            answers = {holds(one, known) for one in each}
            return True if True in answers else None if None in answers else False
        case _:
            return None if expression.key not in known else _of_key(expression, known[expression.key])


def asked_keys(expression: Expression) -> frozenset[str]:
    """会社のことの、どの項目が決めるか."""
    match expression:
        case Not(one):
            return asked_keys(one)
        case And(each) | Or(each):
            return frozenset().union(*map(asked_keys, each))
        case _:
            return frozenset({expression.key})


def ruled_out_by(expression: Expression, known: Known) -> frozenset[str]:
    """当てはまらないわけ: the keys of the parts that are false, where the whole is."""
    match expression:
        case And(each):
            return frozenset().union(*(ruled_out_by(one, known) for one in each if holds(one, known) is False))
        case Or(each):
            return frozenset().union(*(ruled_out_by(one, known) for one in each))
        case _:
            return asked_keys(expression)


def _of_key(expression: Compares | Has | Holds, value: Any) -> Answer:
    match expression:
        case Has(word=word):
            return word in value if isinstance(value, list | tuple) else None
        case Holds():
            return bool(value)
        case Compares(sign=sign, value=other):
            if sign in {"==", "!="}:
                return COMPARE[sign](value, other)
            numbers = isinstance(value, int) and isinstance(other, int)
            return COMPARE[sign](value, other) if numbers else None


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    column: int


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    while text[place:].strip():
        token = TOKEN.match(text, place)
        if token is None:
            raise _unreadable(text[place:].strip(), place + 1)
        found.append(_Token(token[1], token.start(1) + 1))
        place = token.end()
    return found


def _unreadable(found: str, column: int) -> InputMistake:
    return InputMistake("condition_unreadable", {"found": found[:40]}, Place(column=column))


class _Reader:
    """Reads `or` of `and` of `not` of one comparison or a bracket."""

    def __init__(self, tokens: list[_Token], keys: frozenset[str]) -> None:
        self._tokens = tokens
        self._keys = keys
        self._at = 0

    def either(self, depth: int) -> Expression:
        each = [self._both(depth)]
        while self._next("or"):
            each.append(self._both(depth))
        return each[0] if len(each) == 1 else Or(tuple(each))

    def end(self) -> None:
        if self._at < len(self._tokens):
            self._refuse()

    def _both(self, depth: int) -> Expression:
        each = [self._one(depth)]
        while self._next("and"):
            each.append(self._one(depth))
        return each[0] if len(each) == 1 else And(tuple(each))

    def _one(self, depth: int) -> Expression:
        if depth > DEEPEST:
            self._refuse()
        if self._next("not"):
            return Not(self._one(depth + 1))
        if self._next("("):
            inside = self.either(depth + 1)
            if not self._next(")"):
                self._refuse()
            return inside
        return self._comparison()

    def _comparison(self) -> Expression:
        key = self._key()
        if self._next("has"):
            return Has(key, self._take())
        for sign in COMPARE:
            if self._next(sign):
                return Compares(key, sign, _value(self._take()))
        return Holds(key)

    def _key(self) -> str:
        column = self._tokens[self._at].column if self._at < len(self._tokens) else 1
        key = self._take()
        if key not in self._keys:
            raise InputMistake("condition_key", {"found": key[:40], "known": sorted(self._keys)}, Place(column=column))
        return key

    def _take(self) -> str:
        if self._at >= len(self._tokens) or not (self._tokens[self._at].text[0].isalnum()):
            self._refuse()
        self._at += 1
        return self._tokens[self._at - 1].text

    def _next(self, text: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at].text == text:
            self._at += 1
            return True
        return False

    def _refuse(self) -> None:
        at = self._tokens[self._at] if self._at < len(self._tokens) else _Token("", 1)
        raise _unreadable(at.text, at.column)


def _value(word: str) -> bool | int | str:
    if word in {"true", "false"}:
        return word == "true"
    return int(word) if word.isdigit() else word

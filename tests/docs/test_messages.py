"""訳文: the English catalogue is whole."""

import ast
import gettext
import re
import shutil

import pytest
from django.utils import translation

from urakata.config.messages import CATALOGUE, collected

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
NAMES = re.compile(r"%\((\w+)\)[sd]")
ENTRY = re.compile(r'^(?:msgctxt (".*")\n)?msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def entries() -> list[tuple[str, str, str]]:
    """Context, sentence and English, from the file as it stands."""
    found = ENTRY.findall(CATALOGUE.read_text(encoding="utf-8"))
    return [(_joined(context), _joined(said), _joined(english)) for context, said, english in found if _joined(said)]


def _joined(quoted: str) -> str:
    return "".join(ast.literal_eval(line) for line in quoted.strip().splitlines())


def test_every_sentence_has_its_english():
    assert [said for _, said, english in entries() if not english.strip()] == []
    assert len(entries()) > 500


def test_nothing_is_guessed_and_nothing_left_over():
    text = CATALOGUE.read_text(encoding="utf-8")

    assert "#, fuzzy" not in text
    assert "#~" not in text


def test_english_keeps_the_names_of_what_is_filled_in():
    assert [said for _, said, english in entries() if set(NAMES.findall(said)) != set(NAMES.findall(english))] == []


def test_english_is_english():
    """Japanese stands in it only in brackets, as the word it explains."""
    assert [english for _, _, english in entries() if JAPANESE.search(re.sub(r"\([^)]*\)", "", english))] == []


def test_the_compiled_catalogue_says_the_same():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for context, said, english in entries():
        assert (compiled.pgettext(context, said) if context else compiled.gettext(said)) == english


def test_the_product_finds_its_catalogue():
    with translation.override("en"):
        assert translation.gettext("この工程を終える") == "Finish this step"
    with translation.override("ja"):
        assert translation.gettext("この工程を終える") == "この工程を終える"


def test_the_catalogue_holds_what_templates_and_code_say():
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed: apt-get install gettext")

    kept = CATALOGUE.read_text(encoding="utf-8")
    assert collected() == kept, "run python -m urakata.config.messages and translate what is new"

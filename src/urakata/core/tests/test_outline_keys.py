from urakata.core.outline_keys import Keys, slug


def test_the_words_of_a_latin_title_are_its_key() -> None:
    assert Keys("s").key_for("Add to AWS (Production only)") == "add-to-aws-production-only"


def test_a_japanese_title_always_has_the_same_key() -> None:
    assert Keys("s").key_for("名刺を渡す") == Keys("s", taken=["other"]).key_for("名刺を渡す")


def test_two_titles_alike_get_two_keys_and_none_that_was_given() -> None:
    keys = Keys("s", taken=["yes"])

    assert [keys.key_for("Yes"), keys.key_for("Yes")] == ["yes-2", "yes-3"]


def test_a_long_title_is_cut_at_a_word() -> None:
    assert slug("word " * 30) == "word-word-word-word-word-word-word-word"

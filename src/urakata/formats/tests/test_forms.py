"""様式のファイル: read with every mistake at its place, written so that it reads the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.form import Field, FieldKind, Form, from_plain, to_plain
from urakata.formats.forms import read, write
from urakata.formats.wording import sentence

FAMILY = """
key: family
title: 家族のこと
why: 税を正しくするために聞きます。
clearance: pay
reply: 3営業日のうちに返事します。
fields:
  - {key: changed, text: 変わったことはありますか, kind: choice, choices: [ない, ある]}
  - {key: photo, text: 証明書の写真, kind: file, required: false, help: 読めるように撮ります}
  - text: いつから
    kind: date
  - {key: paid, label: 払った額, kind: money, default: "0"}
  - 困っていること
"""

words = st.text(alphabet="あいう漢字abc 、。", min_size=1, max_size=20).map(str.strip).filter(bool)
keys = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
fields = st.builds(
    Field, key=keys, text=words, kind=st.sampled_from([FieldKind.TEXT, FieldKind.MONEY, FieldKind.PERSON]),
    required=st.booleans(), help=words | st.just(""), default=words | st.just(""),
) | st.builds(
    Field, key=keys, text=words, kind=st.just(FieldKind.CHOICE),
    choices=st.lists(words, min_size=2, max_size=4, unique=True).map(tuple),
)  # fmt: skip
forms = st.builds(
    Form, key=keys, title=words, why=words | st.just(""), clearance=st.sampled_from(["", "pay"]),
    fields=st.lists(fields, min_size=1, max_size=5, unique_by=lambda field: field.key).map(tuple),
)  # fmt: skip


def mistakes_of(text: str) -> list[str]:
    return [sentence(mistake) for mistake in read(text)[1]]


def test_a_form_is_read_into_frozen_values() -> None:
    form, mistakes = read(FAMILY)

    assert mistakes == []
    assert form is not None
    assert (form.key, form.clearance, form.reply) == ("family", "pay", "3営業日のうちに返事します。")
    assert [field.kind for field in form.fields] == ["choice", "file", "date", "money", "text"]
    assert [field.required for field in form.fields] == [True, False, True, True, True]
    assert form.fields[3] == Field("paid", "払った額", FieldKind.MONEY, default="0")
    assert form.fields[4].text == "困っていること"


def test_a_form_without_keys_gives_the_same_keys_every_time() -> None:
    once, again = read(FAMILY)[0], read(FAMILY)[0]

    assert once == again
    assert once is not None
    assert len({field.key for field in once.fields}) == 5


@given(forms)
def test_what_is_written_reads_the_same(form: Form) -> None:
    assert read(write(form)) == (form, [])
    assert from_plain(to_plain(form)) == form


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("[]", "7行目 fields：質問（fields）がありません。1つ以上、5つまで書いてください。"),
        ("[a, b, c, d, e, f]", "fields[5]：質問は5つまでです（いまは6つ）。"),
        ("[{key: a, text: あ}, {key: a, text: い}]", "質問の鍵「a」が2回あります。"),
        ("[{key: a, text: あ, kind: choice}]", "選ぶ確認には choices を2つ以上書きます。"),
        ("[{key: a, text: あ, choices: [い, う], kind: text}]", "choices は kind: choice のときに書きます"),
        ("[{key: a, text: あ, choices: [い, う], default: え}]", "はじめの値（default）は い、う のどれかで書きます"),
        ("[{key: a, text: あ, kind: file, default: え}]", "ファイルの質問には書けません"),
        ("[{key: a, text: マイナンバー}]", "マイナンバーは様式で尋ねません（「マイナンバー」）。kind: choice にして"),
        ("[{key: my_number, text: 番号}]", "マイナンバーは様式で尋ねません"),
        ("[{key: a, text: 個人番号の通知カードの写真, kind: file}]", "マイナンバーは様式で尋ねません"),
        ("[{key: a}]", "文（text）がありません。"),
        ("[{key: a, text: あ, kind: tekst}]", "「text」のことでしょうか。"),
        ("[{key: a, text: あ, requird: false}]", "「requird」という項目はありません。「required」のことでしょうか。"),
        ("{a: b}", "「- 」で始まる行を並べて書きます"),
    ],
)
def test_a_mistake_says_where_and_how_to_mend_it(fields: str, said: str) -> None:
    found = mistakes_of(f"key: a\ntitle: A\nwhy: x\n\n\n\nfields: {fields}\n")

    assert any(said in one for one in found), found
    assert all(one.startswith("7行目") for one in found)


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    found = read("key: a b\ntitel: A\nclearance: secret\nfields:\n  - {text: マイナンバー}\n  - {kind: choice}\n")[1]

    assert {mistake.line for mistake in found} >= {1, 2, 3, 5, 6}
    assert [mistake.line for mistake in found] == sorted(mistake.line for mistake in found)


def test_whether_a_personal_number_was_handed_over_may_be_asked() -> None:
    form, mistakes = read("key: a\ntitle: A\nfields: [{text: マイナンバーの書類, choices: [渡した, これから渡す]}]")

    assert mistakes == []
    assert form is not None


@pytest.mark.parametrize(
    "raw", ["", "[]", "a", b"\x00\xff", "key: [", "fields: 3", "key: a\nfields: [[]]", b"PK\x03\x04"]
)
def test_no_file_breaks_the_reader(raw: str | bytes) -> None:
    form, mistakes = read(raw)

    assert form is None
    assert all(sentence(mistake) for mistake in mistakes)
    assert mistakes


def test_a_form_key_behind_ask_is_read_and_a_wrong_one_is_placed() -> None:
    from urakata.formats.procedures import read as read_procedure

    steps = "key: a\ntitle: A\nsteps:\n  - {title: 聞く, ask: family, personal: false}\n"
    outline, mistakes = read_procedure(steps)

    assert mistakes == []
    assert outline is not None
    assert (outline.steps[0].ask, outline.steps[0].personal) == ("family", False)
    wrong = read_procedure(
        "key: a\ntitle: A\nsteps:\n  - {title: 聞く, ask: 家 族}\n  - {title: 見る, personal: false}\n"
    )[1]
    assert [(mistake.line, mistake.code) for mistake in wrong] == [(4, "bad_key"), (5, "personal_alone")]

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.outline import Check, Outline, Step, Who, WhoKind
from urakata.core.outline_problems import problems
from urakata.formats.checklists import ChecklistRead, read_checklist
from urakata.formats.procedures import read, write

DATA = Path(__file__).parents[5] / "shared" / "data"

# Counted by hand with grep: all boxes, those not inside another list item, those inside one, headings with a box below.
COUNTED = {
    "gitlab-credential-cycling.md": (17, 11, 6, 2),
    "gitlab-data-offboarding.md": (15, 15, 0, 1),
    "gitlab-de-milestone-rolling.md": (8, 8, 0, 1),
    "gitlab-new-data-source.md": (16, 12, 4, 3),
    "onboard-compliance.md": (49, 44, 5, 12),
    "onboard-support.md": (23, 21, 2, 8),
    "pages-0-onboard.md": (24, 21, 3, 2),
    "pages-1-offboard.md": (25, 22, 3, 2),
}


def checklist(text: str | bytes, name: str = "入社.md") -> ChecklistRead:
    return read_checklist(text, name=name)


def outline_of(text: str) -> Outline:
    outline = checklist(text).outline
    assert outline is not None
    return outline


def titles(text: str) -> list[str]:
    return [step.title for step in outline_of(text).steps]


@pytest.mark.parametrize("name", COUNTED)
def test_every_box_of_a_real_checklist_is_there(name: str) -> None:
    path = DATA / "checklists" / name
    if not path.exists():
        pytest.skip("the checklists are not beside the checkout")
    raw = path.read_bytes()

    found = read_checklist(raw, name=name)

    assert (found.items, found.top, found.nested, found.sections) == COUNTED[name]
    assert found.items == len(re.findall(rb"(?m)^\s*[-*+] \[[ xX]\]", raw))
    assert found.skipped == ()
    assert found.outline is not None
    assert problems(found.outline) == []
    assert sum(1 + len(step.checks) for step in found.outline.steps) == found.items
    assert read(write(found.outline)) == (found.outline, [])
    kept = write(found.outline)
    assert [link for link in re.findall(r"\]\((https?://[^)\s]+)", raw.decode()) if link not in kept] == []


def test_a_box_is_a_step_a_box_inside_it_a_tick_and_headings_are_its_section() -> None:
    outline = outline_of(
        "# 入社\n\n## 総務\n\n- [ ] 席を用意する\n  - [ ] 椅子\n    - [ ] 高さ\n\n### 鍵\n\n- [ ] 渡す\n"
    )

    assert outline.title == "入社"
    assert [(step.title, step.section) for step in outline.steps] == [
        ("席を用意する", ("総務",)),
        ("渡す", ("総務", "鍵")),
    ]
    assert [check.text for check in outline.steps[0].checks] == ["椅子", "高さ"]


def test_a_box_inside_a_plain_entry_is_nested_and_a_step_of_its_own() -> None:
    found = checklist("- どちらか:\n  - [ ] 甲\n- [ ] 乙\n")

    assert (found.items, found.top, found.nested) == (2, 1, 1)
    assert found.outline is not None
    assert [(step.title, step.how) for step in found.outline.steps] == [("甲", "- どちらか:"), ("乙", "")]


@pytest.mark.parametrize(
    "line",
    ["- [ ] 渡す", "* [ ] 渡す", "+ [ ] 渡す", "1. [ ] 渡す", "3) [ ] 渡す", "-[ ] 渡す", "- [] 渡す", "[ ] 渡す",
     "- [ ]渡す", "- ［ ］渡す", "［　］渡す", "□ 渡す", "・□渡す", "- ☐ 渡す", "　□　渡す",
     "\t- [ ] 渡す", "        - [ ] 渡す",
     "> - [ ] 渡す", "<details>\n- [ ] 渡す\n</details>", "前書き\n2. [ ] 渡す", "□ 渡す\n---"],
)  # fmt: skip
def test_a_box_is_a_box_however_it_is_written(line: str) -> None:
    found = checklist(line + "\n")

    assert (found.items, found.nested, found.ticked) == (1, 0, ())
    assert titles(line) == ["渡す"]


@pytest.mark.parametrize("line", ["- [x] 済み", "- [X] 済み", "［レ］済み", "☑ 済み", "- [✓] 済み"])
def test_a_box_already_ticked_is_noted(line: str) -> None:
    assert checklist(line).ticked == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "ただの文章",
        "- 箇条書き",
        "[x](https://example.com)",
        "- [ ](a.md)",
        "<!-- - [ ] a -->",
        "```\n- [ ] a\n```",
    ],
)
def test_a_file_without_boxes_is_refused_with_one_mistake(text: str) -> None:
    found = checklist(text)

    assert found.outline is None
    assert len(found.mistakes) == 1


def test_comments_code_fences_and_front_matter_give_nothing() -> None:
    text = (
        "---\ntitle: あ\nlabels: ''\n---\n\n<!--\n- [ ] 隠れた\n\n- [ ] 隠れた\n-->\n"
        "- [ ] 見える <!-- ここは消える -->\n"
        "```\n- [ ] 例\n<!-- コードの中\n```\n- [ ] これも見える\n  ~~~\n  - [ ] 例\n  ~~~\n"
    )

    found = checklist(text)

    assert titles(text) == ["見える", "これも見える"]
    assert (found.items, found.sections, found.skipped) == (2, 1, ())


def test_a_comment_that_is_never_closed_hides_boxes_by_name() -> None:
    found = checklist("- [ ] a\n\n<!-- 閉じない\n- [ ] b\n")

    assert found.items == 1
    assert found.skipped == ((4, "- [ ] b", "box_in_an_open_comment"),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("- [ ]", "box_without_text"),
        ("- [ ] \u200b", "box_without_text"),
        ("| [ ] | 表の中 |", "box_in_a_table"),
        ("もらった [ ] 渡した [ ]", "box_within_a_line"),
    ],
)
def test_a_box_left_out_is_named_with_its_line_and_why(line: str, why: str) -> None:
    assert checklist(f"- [ ] a\n\n{line}\n").skipped == ((3, line, why),)


@pytest.mark.parametrize(
    ("line", "title", "role", "who"),
    [
        ("Manager: Order a laptop", "Order a laptop", "Manager", Who(WhoKind.ROLE, "manager")),
        ("**Manager**: Order", "Order", "Manager", Who(WhoKind.ROLE, "manager")),
        ("**Manager:** Order", "Order", "Manager", Who(WhoKind.ROLE, "manager")),
        ("**Manager** order", "order", "Manager", Who(WhoKind.ROLE, "manager")),
        ("(Manager) Order", "Order", "Manager", Who(WhoKind.ROLE, "manager")),
        ("[Manager] Order", "Order", "Manager", Who(WhoKind.ROLE, "manager")),
        ("@it-ops Order", "Order", "it-ops", Who(WhoKind.DEPARTMENT, "it-ops")),
        ("New person: Sign", "Sign", "New person", Who(WhoKind.SUBJECT, "New person")),
        ("People Ops: Sign", "Sign", "People Ops", Who(WhoKind.DEPARTMENT, "People Ops")),
        ("Head of IT: Sign", "Sign", "Head of IT", Who(WhoKind.DEPARTMENT, "Head of IT")),
        ("**Compliance lead only**: Read", "Read", "Compliance lead", Who(WhoKind.DEPARTMENT, "Compliance lead")),
        ("【総務】席を決める", "席を決める", "総務", Who(WhoKind.DEPARTMENT, "総務")),
        ("情シス：端末を渡す", "端末を渡す", "情シス", Who(WhoKind.DEPARTMENT, "情シス")),
        ("（上長）面談する", "面談する", "上長", Who(WhoKind.ROLE, "manager")),
        ("社労士: 届け出る", "届け出る", "社労士", Who(WhoKind.OUTSIDE, "社労士")),
    ],
)
def test_whom_a_box_names_at_its_start_does_it(line: str, title: str, role: str, who: Who) -> None:
    found = checklist(f"- [ ] {line}\n")

    assert found.roles == {role: 1}
    assert found.outline is not None
    assert (found.outline.steps[0].title, found.outline.steps[0].who) == (title, who)


@pytest.mark.parametrize(
    "line",
    ["Note: read this", "A: System Owner creates", "Subscribe to mailing lists: now", "注意：読む", "全部：読む",
     "https://a.b/c", "Email team: subject", "(Optional) read", "Read the docs (Manager)", "**Bold** words",
     "12:30 に集まる"],
)  # fmt: skip
def test_a_label_that_is_nobody_is_no_role(line: str) -> None:
    found = checklist(f"- [ ] {line}\n")

    assert found.roles == {}


def test_a_label_over_a_group_gives_its_boxes_to_somebody() -> None:
    found = checklist("Manager:\n- [ ] a\n- [ ] b\n\n**人事**\n\n- [ ] c\n\nここから誰でも\n\n- [ ] d\n")

    assert found.roles == {"Manager": 2, "人事": 1}


def test_spellings_of_one_role_count_together() -> None:
    assert checklist("- [ ] Team Lead: a\n- [ ] team lead: b\n  - [ ] Team lead: c\n").roles == {"Team Lead": 3}


def test_links_are_kept_also_those_named_elsewhere() -> None:
    outline = outline_of("- [ ] Read [the guide][1] and [that](https://b.example)\n\n[1]: https://a.example/x\n")

    assert outline.steps == (
        Step("read-the-guide-and-that", "Read the guide and that",
             how="Read [the guide](https://a.example/x) and [that](https://b.example)"),
    )  # fmt: skip


def test_text_inside_and_around_a_box_stays_with_it() -> None:
    text = (
        "## 準備\n\n先に読みます。\n\n- [ ] a\n\n  くわしく。\n  - 箇条書き\n  - [ ] 見た\n    - 補足\n"
        "- [ ] b\n\n終わりに。\n"
    )

    first, second = outline_of(text).steps

    assert first.how == "先に読みます。\n\nくわしく。\n- 箇条書き"
    assert first.checks == (Check(first.checks[0].key, "見た\n- 補足"),)
    assert second.how == "終わりに。"


def test_a_long_box_has_a_short_title_and_says_the_rest_in_how() -> None:
    long = "この箱はとても長く、" * 20

    (step,) = outline_of(f"- [ ] {long}\n").steps

    assert len(step.title) <= 120
    assert step.how == long


def test_the_same_file_and_heading_give_the_same_key() -> None:
    one, same, other = (
        checklist("# 入社\n- [ ] a\n", name).outline for name in ("/tmp/Onboard.md", "C:\\x\\Onboard.md", "Offboard.md")
    )

    assert one is not None
    assert same is not None
    assert other is not None
    assert one.key == same.key != other.key
    assert one.key.startswith("onboard-")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_other_encodings_give_the_same_checklist(encoding: str) -> None:
    text = "# 入社の手順\n- [ ] 名刺を渡す\n"

    assert checklist(text.encode(encoding)) == checklist(text)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"x" * 5_000_000, "too_big"),
        (b"- [ ] a\n" * 25_000, "too_many_boxes"),
        (b"PK\x03\x04", "not_text_file"),
        (bytes(range(256)) * 10, "unknown_encoding"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_mistake(raw: bytes, code: str) -> None:
    assert [mistake.code for mistake in checklist(raw).mistakes] == [code]


def test_ten_thousand_boxes_are_all_there() -> None:
    found = checklist("".join(f"- [ ] Box {n}\n  - [ ] inner {n}\n" for n in range(5000)))

    assert (found.items, found.top, found.nested) == (10_000, 5000, 5000)


def test_boxes_nested_deeper_than_anybody_reads_are_all_there() -> None:
    found = checklist("".join("  " * depth + f"- [ ] {depth}\n" for depth in range(300)) + "- [ ] after\n")

    assert (found.items, found.top, found.skipped) == (301, 2, ())


def test_a_step_keeps_every_hostile_text() -> None:
    path = DATA / "text" / "naughty-strings.json"
    if not path.exists():
        pytest.skip("the naughty strings are not beside the checkout")
    naughty = [text for text in json.loads(path.read_text()) if text.strip()]

    for text in naughty:
        found = checklist(f"- [ ] {text}\n- [ ] after\n")
        assert found.items + len(found.skipped) >= 2, text
        assert found.outline is not None
        assert read(write(found.outline)) == (found.outline, []), text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text("-*[ ]x#>`~\n\t<!->:あ□|1.\"'{}", max_size=120))
def test_anything_at_all_is_read_or_refused(raw: bytes | str) -> None:
    found = checklist(raw)

    assert (found.outline is None) == bool(found.mistakes)
    if found.outline is not None:
        assert read(write(found.outline)) == (found.outline, [])

"""命令: import procedure · import checklist · export procedure."""

import zipfile
from argparse import ArgumentParser
from pathlib import Path

import pytest

from urakata.common.commands import BadInput, Call
from urakata.core.viewer import operator
from urakata.features.procedures.commands import COMMANDS
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.tests.conftest import PAYROLL, outline
from urakata.formats import procedures as files

CHECKLISTS = Path(__file__).parents[6] / "shared/data/checklists"


@pytest.fixture
def call(at, tmp_path):
    """Run a command as the operator, or `by` somebody."""

    def run(line, *words, by=None):
        command = next(command for command in COMMANDS if command.name == line)
        parser = ArgumentParser()
        command.arguments(parser)
        viewer = by or operator(at.date())
        return command.run(Call(parser.parse_args([str(word) for word in words]), viewer, at, tmp_path))

    return run


@pytest.fixture
def payroll(tmp_path):
    path = tmp_path / "payroll.yaml"
    path.write_text(files.write(PAYROLL), encoding="utf-8")
    return path


def counts(answer):
    return [answer.plain[name] for name in ("added", "changed", "same")]


def test_a_procedure_is_added_then_the_same_then_changed(call, office, payroll):
    first = call("import procedure", payroll)
    second = call("import procedure", payroll)
    payroll.write_text(files.write(PAYROLL).replace("給与計算", "給与の計算"), encoding="utf-8")
    third = call("import procedure", payroll, "--reason", "呼び名を直した")

    assert [counts(answer) for answer in (first, second, third)] == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert Procedure.objects.get().edition.reason == "呼び名を直した"


def test_a_dry_run_keeps_nothing(call, office, payroll):
    answer = call("import procedure", payroll, "--dry-run")

    assert counts(answer) == [1, 0, 0]
    assert not Procedure.objects.exists()


def test_export_gives_back_what_was_imported(call, office, payroll, tmp_path):
    call("import procedure", payroll)

    shown = call("export procedure", "payroll")
    written = call("export procedure", "payroll", "--out", tmp_path / "out.yaml")

    assert (
        shown.plain["text"]
        == payroll.read_text(encoding="utf-8")
        == (tmp_path / "out.yaml").read_text(encoding="utf-8")
    )
    assert written.plain["bytes"] == payroll.stat().st_size


def test_what_is_hidden_is_exported_as_if_it_were_not_there(call, shelf, office, viewer_of):
    for key in ("payroll", "nothing", shelf.payroll.code):
        with pytest.raises(BadInput, match="見つかりませんでした"):
            call("export procedure", key, by=viewer_of(office.nishino))


def test_a_temp_is_refused_with_a_reason_and_exit_one(call, office, viewer_of, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(files.write(outline("a", "総務の仕事", "総務")), encoding="utf-8")

    answer = call("import procedure", path, by=viewer_of(office.ohashi))

    assert (answer.code, counts(answer)) == (1, [0, 0, 0])
    assert answer.plain["problems"] == ["公開は、その部署の担当か管理部の責任者ができます。"]


def test_a_checklist_answers_what_it_read(call, office, tmp_path):
    path = tmp_path / "onboard.md"
    path.write_text("# 入社\n- [ ] Manager: 席を用意する\n  - [ ] 電話\n- [ ]\n", encoding="utf-8")

    answer = call("import checklist", path)

    expected = {"items": 2, "top": 1, "nested": 1, "sections": 1, "roles": {"Manager": 1}}
    assert answer.plain.items() >= expected.items()
    assert len(answer.plain["skipped"]) == 1
    assert "4行目" in answer.plain["skipped"][0]
    assert answer.plain["procedure"] == Procedure.objects.get().code


def test_names_of_others_are_read_as_our_own(call, office, tmp_path):
    path = tmp_path / "onboard.md"
    path.write_text("- [ ] Facilities: 席を用意する\n", encoding="utf-8")

    call("import checklist", path, "--map", "総務=Facilities")

    assert Procedure.objects.get().edition.content["steps"][0]["who"] == {"department": "総務"}


def test_a_name_that_ends_in_zip_gets_a_folder_of_files(call, put, tmp_path):
    put(PAYROLL)

    answer = call("export procedure", "payroll", "--out", tmp_path / "x.ZIP")

    with zipfile.ZipFile(tmp_path / "x.ZIP") as archive:
        assert "給与計算_第1版/手順.yaml" in archive.namelist()
    assert answer.plain["bytes"] == (tmp_path / "x.ZIP").stat().st_size


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff" * 900, b"steps: [", b"key: a\ntitle: b\nsteps:\n- minutes: x\n", b"a" * 6_000_000]
)
@pytest.mark.parametrize("line", ["import procedure", "import checklist"])
def test_what_cannot_be_read_is_one_line(call, office, tmp_path, raw, line):
    path = tmp_path / "list.md"
    path.write_bytes(raw)

    with pytest.raises(BadInput) as refusal:
        call(line, path)

    assert str(refusal.value).startswith("list.md: ")
    assert "\n" not in str(refusal.value)
    assert not Procedure.objects.exists()


@pytest.mark.skipif(not CHECKLISTS.is_dir(), reason="the outside material is not beside this checkout")
def test_real_checklists_are_imported_once(call, office):
    for path in sorted(CHECKLISTS.glob("*.md")):
        first = call("import checklist", path)
        second = call("import checklist", path)

        assert (counts(first), counts(second)) == ([1, 0, 0], [0, 0, 1]), path.name
        assert first.plain["top"] + first.plain["nested"] == first.plain["items"]


def test_a_table_is_imported_by_its_ending_and_says_what_it_did_not_understand(call, office, tmp_path):
    path = tmp_path / "入社.csv"
    path.write_bytes(
        "工程,担当,期限,完了\n机を用意する,総務,入社日の前日,済\n名札を渡す,だれか,前日,\n".encode("cp932")
    )

    dry = call("import procedure", path, "--dry-run")
    first, again = call("import procedure", path), call("import procedure", path)

    assert (dry.code, dry.plain["steps"]) == (0, 2)
    assert dry.plain["problems"] == ["B3 「だれか」 だれのことか分かりません。文のまま「どうやって」に残しました。"]
    assert dry.plain["skipped"] == ["D2 「済」 済みの印や日付は、手順には移しません。"]
    assert [counts(answer) for answer in (first, again)] == [[1, 0, 0], [0, 0, 1]]
    assert Procedure.objects.get().edition.content["steps"][0]["who"] == {"department": "総務"}


def test_a_document_in_markdown_is_imported_by_its_ending(call, office, tmp_path):
    path = tmp_path / "障害.md"
    path.write_text("# 障害の手順\n\n1. 画面を開く\n2. 部署に電話する\n", encoding="utf-8")

    answer = call("import procedure", path, "--dry-run")

    assert (answer.code, answer.plain["steps"]) == (0, 2)


def test_what_is_told_by_its_count_says_that_there_is_more(call, office, tmp_path):
    path = tmp_path / "入社.csv"
    path.write_text("No,工程\n" + "".join(f"{n},机{n}を用意する\n" for n in range(1, 13)), encoding="utf-8")

    (told,) = call("import procedure", path, "--dry-run").plain["skipped"]

    assert told == "A2〜A13 「1、2、3、4、5、6、7、8、…」 番号は、並び順になります。"


def test_an_old_file_is_refused_with_how_to_mend_it(call, office, tmp_path):
    path = tmp_path / "古い.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)

    with pytest.raises(BadInput, match="名前を付けて保存"):
        call("import procedure", path)

"""控えの命令: backup, restore, doctor."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from urakata.common.backup import actions, doctor
from urakata.common.commands import Answer, BadInput, Call, Command


def _file(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")


def _nothing(_parser: ArgumentParser) -> None:
    """Nothing beyond what every command takes."""


def _backup(call: Call) -> Answer:
    """控えをとる, whoever is working."""
    target = Path(call.words.file).absolute()
    if target.is_dir():
        raise BadInput(f"「{target}」は場所(ディレクトリ)です。ファイルの名前まで書いてください。")
    taken = actions.take(target, by=call.viewer, at=call.at)
    plain = {"file": taken.file, "bytes": taken.bytes, "sha256": taken.sha256, "head": taken.head}
    return Answer(plain, [f"{taken.file} に控えをとりました({taken.bytes:,} バイト)。中身を開いて確かめました。"])


def _restore(call: Call) -> Answer:
    """控えから戻す; the home must not be running."""
    restored = actions.restore(Path(call.words.file), at=call.at)
    verdict = asdict(restored.verdict)
    moved = str(restored.moved) if restored.moved else None
    held = (
        "鎖はつながっています。"
        if restored.verdict.ok
        else "鎖が切れています。./urakata audit verify で確かめてください。"
    )
    lines = [f"戻しました。記録は{restored.verdict.entries}件、{held}"]
    lines += [f"前の中身は {moved} にあります。"] if moved else []
    return Answer(verdict | {"moved": moved}, lines, 0 if restored.verdict.ok else 1)


def _doctor(call: Call) -> Answer:
    """具合を確かめる."""
    found = doctor.problems(call.at)
    lines = [problem.text for problem in found] or ["よい具合です。"]
    return Answer({"problems": [asdict(problem) for problem in found]}, lines, 1 if found else 0)


COMMANDS = [
    Command("backup", "控えをとる", _file, _backup),
    Command("restore", "控えから戻す", _file, _restore, opens_home=False),
    Command("doctor", "具合を確かめる", _nothing, _doctor, opens_home=False),
]

"""入口: `./urakata …`. One door for all commands: reads the words, opens the home, prints the answer.

0 = yes, 1 = asked and the answer is no, 2 = bad input in one line; 70 = a fault of ours, noted in a file.
"""

import errno
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.config.home import OFFICE_OPENS, TOKYO, home, now
from urakata.config.words import Words
from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.rules import pack
from urakata.rules.wording import sentence

OURS = 70  # EX_SOFTWARE
WHY = {
    errno.ENOENT: "ありません。",
    errno.EACCES: "許しがありません。",
    errno.EISDIR: "ファイルではなく、ディレクトリです。",
    errno.ENOTDIR: "途中がディレクトリではありません。",
    errno.ENOSPC: "空きがありません。",
    errno.EROFS: "書き込めない場所です。",
    errno.ENAMETOOLONG: "名前が長すぎます。",
}

SURFACE = {
    "demo": "見本の会社を動かす",
    "serve": "自分の会社を動かす",
    "worker": "裏の仕事だけを動かす",
    "sweep": "来た時刻の仕事を一度だけ片づける",
    "init": "会社をつくる",
    "bizday": "営業日を数える",
    "period": "期間を数える",
    "due": "期限を数える",
    "duties": "来る締切を並べる",
    "plan": "手順の日を逆算する",
    "import": "ファイルから取り込む",
    "export": "ファイルに書き出す",
    "search": "さがす",
    "audit": "記録の鎖を確かめる",
    "backup": "控えをとる",
    "restore": "控えから戻す",
    "doctor": "具合を確かめる",
}
DAYS, DEADLINES = "urakata.config.commands.days", "urakata.config.commands.deadlines"
WITHOUT_DJANGO = dict.fromkeys(("bizday", "plan"), DAYS) | dict.fromkeys(("period", "due", "duties"), DEADLINES)
ON_AN_EMPTY_HOME = frozenset({"init", "demo", "restore", "serve"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that every command takes, and the rest."""

    json: bool
    today: date | None
    email: str | None
    rest: list[str]


def main(argv: Sequence[str] | None = None) -> int:
    os.umask(0o077)  # what stands in a home is nobody else's on this machine
    try:
        code = answered(_asked(list(sys.argv[1:] if argv is None else argv)))
        sys.stdout.flush()
        return code
    except BadInput as refusal:
        return _refused(str(refusal))
    except InputMistake as mistake:
        return _refused(sentence(mistake))
    except NotAllowed as refusal:
        return _refused(f"できません: {refusal}")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end
        return 0
    except OSError as error:
        return _refused(f"「{error.filename or 'ファイル'}」を読み書きできません: {_why(error)}")
    except Exception as error:
        if type(error).__module__ == "django.db.utils":  # Django is not imported here, or bizday would wait for it
            return _refused(f"「{home().path}」のデータベースを使えません: {error}")
        return _fault(error)


def answered(asked: Asked) -> int:
    """Find, open, run, print."""
    if not asked.rest or asked.rest[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0 if asked.rest else 2
    _known(asked.rest[0])
    command = _command(asked)
    parser = Words(prog=f"urakata {command.name}", description=command.summary, add_help=False)
    command.arguments(parser)
    rest = asked.rest[len(command.name.split()) :]
    if "--help" in rest or "-h" in rest:
        print(parser.format_help())
        return 0
    words = parser.parse_intermixed_args(rest)
    words.today, words.json = asked.today, asked.json
    pack.use(home().rules)
    answer = command.run(_call(asked, words, command))
    _print(answer, as_json=asked.json)
    return answer.code


def _asked(argv: list[str]) -> Asked:
    parser = Words(prog="urakata", add_help=False)
    parser.add_argument("--home")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--today")
    parser.add_argument("--as", dest="email")
    found, rest = parser.parse_known_args(argv)
    if found.home is not None:
        _set_home(found.home)
    return Asked(found.json, parse_date(found.today) if found.today is not None else None, found.email, rest)


def _set_home(path: str) -> None:
    if not path or "\0" in path or (Path(path).exists() and not Path(path).is_dir()):
        raise BadInput(f"--home「{path}」は場所(ディレクトリ)ではありません。")
    os.environ["URAKATA_HOME"] = str(Path(path).resolve())


def _known(word: str) -> None:
    if word not in SURFACE:
        near = get_close_matches(word, SURFACE, n=1)
        hint = f"{near[0]} のことですか。" if near else ""
        raise BadInput(f"「{word[:40]}」という命令はありません。{hint}./urakata --help で一覧が出ます。")


def _command(asked: Asked) -> Command:
    """The command whose name is the longest beginning of the words."""
    first = asked.rest[0]
    known = _commands_without_django(first) if first in WITHOUT_DJANGO else _commands_of_the_home(first)
    for length in (2, 1):
        if found := known.get(" ".join(asked.rest[:length])):
            return found
    below = "、".join(sorted(name.partition(" ")[2] for name in known if name.startswith(f"{first} ")))
    raise BadInput(
        f"「{first}」のあとに、{below} のどれかを書いてください。" if below else f"「{first}」はまだ使えません。"
    )


def _commands_without_django(first: str) -> dict[str, Command]:
    return {command.name: command for command in import_module(WITHOUT_DJANGO[first]).COMMANDS}


def _commands_of_the_home(first: str) -> dict[str, Command]:
    from urakata.config import opening

    if first == "demo":
        os.environ["URAKATA_DEMO"] = "1"
    if first not in ON_AN_EMPTY_HOME:
        opening.refuse_empty(home())
    return {command.name: command for command in opening.commands()}


def _call(asked: Asked, words: object, command: Command) -> Call:
    at = _moment(asked.today)
    viewer = operator(at.date())
    if command.name.split()[0] not in WITHOUT_DJANGO:
        from urakata.config import opening

        if command.opens_home:
            opening.open_home(home(), begins=command.name in ON_AN_EMPTY_HOME)
        if asked.email is not None:
            viewer = opening.viewer_of(asked.email, at.date())
    return Call(words, viewer, at, home().path)  # type: ignore[arg-type]


def _moment(today: date | None) -> datetime:
    """The installation's clock; with --today that day, still by the clock where it already stands on it."""
    moment = now()
    return moment if today in (None, moment.date()) else datetime.combine(today, OFFICE_OPENS, TOKYO)  # type: ignore[arg-type]


def _print(answer: Answer, *, as_json: bool) -> None:
    if "batch" in answer.plain:  # many answers, each an object in a line of its own
        for one in answer.plain["batch"]:
            print(_json(one))
    elif as_json:
        print(_json(answer.plain))
    else:
        print(_printable("\n".join(answer.lines)) or _json(answer.plain))


def _json(plain: object) -> str:
    return _printable(json.dumps(plain, ensure_ascii=False, default=str))


def _printable(text: str) -> str:
    """Words that were no UTF-8 when they were typed cannot be printed as they came."""
    return text.encode("utf-8", "replace").decode()


def _refused(line: str) -> int:
    print(_printable(" ".join(line.split())), file=sys.stderr)
    return 2


def _why(error: OSError) -> str:
    return WHY.get(error.errno or 0, error.strerror or str(error))


def _fault(error: Exception) -> int:
    """One line, and the whole story in a file for whoever mends it."""
    place = home().path if home().path.is_dir() else Path(tempfile.gettempdir())
    told = place / "errors.log"
    try:
        with told.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(TOKYO).isoformat()}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        told = Path("(書けませんでした)")
    print(f"思わぬ誤りで止まりました({type(error).__name__})。くわしくは {told} にあります。", file=sys.stderr)
    return OURS


def _overview() -> str:
    names = [f"  {name:<8}{summary}" for name, summary in SURFACE.items()]
    common = "どの命令にも: --home DIR (既定 ./var)  --json  --today DATE  --as EMAIL  --help"
    return "\n".join(["./urakata 命令 …", *names, common])


if __name__ == "__main__":
    sys.exit(main())

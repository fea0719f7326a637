"""義務の規則: the duties that are shipped, and after them those an installation keeps in HOME/rules/."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from urakata.core.due import Form
from urakata.core.duty import Duties, Duty, gathered
from urakata.core.errors import InputMistake, Place
from urakata.formats.duties import read
from urakata.formats.mistakes import Mistake
from urakata.formats.wording import sentence
from urakata.rules import pack

MOST_FILES = 2000
NO_DUTIES = frozenset({"events.yaml"})  # further rules that may stand in the same folder

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class FileMistake:
    """規則の直すところ: which file, and where in it."""

    file: str
    mistake: Mistake


@dataclass(frozen=True, slots=True)
class Rules:
    """規則: what could be read; a file with a mistake is left out, so an earlier version of its duty stays."""

    duties: Duties
    mistakes: tuple[FileMistake, ...] = ()


def rules() -> Rules:
    """いまの規則; an installation's own folder is read again when something in it changed."""
    own = pack.place()
    return _rules(own, _stamp(own)) if own else _rules(None, ())


def duties() -> Duties:
    """義務 by id. Raises InputMistake `rule_file` with file and line where an installation's own file is wrong."""
    found = rules()
    for wrong in found.mistakes:
        raise InputMistake("rule_file", {"mistake": sentence(wrong.mistake)}, Place(source=wrong.file))
    return found.duties


def own_files() -> tuple[str, ...]:
    """自分の規則のファイル: those of the installation that are read, in their order."""
    own = pack.place()
    return tuple(name for name, _, _ in _stamp(own)) if own else ()


@cache
def shipped() -> tuple[Duty, ...]:
    """製品の規則; a mistake in them is a fault of ours."""
    found: list[Duty] = []
    for file in _shipped_files(files(__name__)):
        duty, mistakes = read(file.read_bytes())
        if duty is None:
            raise ValueError(f"{file.name}: {mistakes}")
        found.append(duty)
    return tuple(found)


def _shipped_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _shipped_files(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


_last: dict[Path | None, tuple[Stamp, Rules]] = {}


def _rules(own: Path | None, stamp: Stamp) -> Rules:
    if own in _last and _last[own][0] == stamp:
        return _last[own][1]
    _last[own] = (stamp, _read(own, stamp))
    return _last[own][1]


def _read(own: Path | None, stamp: Stamp) -> Rules:
    found: dict[str, Duty] = {}
    mistakes: list[FileMistake] = []
    for name, _, _ in stamp:
        assert own is not None, "only a folder has files"
        duty, wrong = _own_duty(own / name)
        if duty:
            found[name] = duty
        mistakes.extend(FileMistake(name, each) for each in wrong)
    while own and (astray := _astray(own, found)):
        mistakes.extend(astray)
        for each in astray:
            found.pop(each.file, None)
    return Rules(gathered([*shipped(), *found.values()]), tuple(mistakes))


def _astray(own: Path, found: Mapping[str, Duty]) -> list[FileMistake]:
    """ほかの締切を指す規則の誤り: each must name duties that there are and that count a day for themselves."""
    known = gathered([*shipped(), *found.values()])
    return [
        FileMistake(name, Mistake(code, _line(own / name, id), params={"id": id}))
        for name, duty in found.items()
        for id in (*duty.due.includes, *duty.due.same_as.values())
        if (code := _wrong(duty.due.form, known.get(id)))
    ]


def _wrong(form: Form, named: Sequence[Duty] | None) -> str:
    """A bundle of bundles, or a day the same as one that is itself the same as another, could lead in a circle."""
    if named is None:
        return "unknown_rule"
    refused = {Form.BUNDLE} if form is Form.BUNDLE else {Form.BUNDLE, Form.SAME_AS}
    return "rule_of_rules" if named[-1].due.form in refused else ""


def _line(path: Path, id: str) -> int:
    """The line in which the id is named after the file's own."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    named = [number for number, line in enumerate(lines, start=1) if id in line and not line.startswith("id:")]
    return named[0] if named else 0


def _own_duty(path: Path) -> tuple[Duty | None, list[Mistake]]:
    try:
        return read(path.read_bytes())
    except OSError:
        return None, [Mistake("unreadable_file")]


def _stamp(own: Path) -> Stamp:
    """What stands in the folder: names, sizes and times, in their order."""
    if not own.is_dir():
        return ()
    found = (path for path in own.rglob("*.yaml") if path.name not in NO_DUTIES and path.is_file())
    paths = sorted(path.relative_to(own).as_posix() for path in found)[:MOST_FILES]
    stats = ((name, (own / name).stat()) for name in paths)
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)

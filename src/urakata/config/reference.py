"""参照: docs/reference/ as the code says it; `python -m urakata.config.reference` writes it anew (tested)."""

import inspect
import os
import pkgutil
from argparse import SUPPRESS, Action
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference"
WRITTEN_BY = "<!-- Written by `python -m urakata.config.reference`; changes belong into the code. -->"


def pages() -> dict[str, str]:
    """File name → text, in Japanese where the screen speaks."""
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "commands.md": _commands,
        "seams.md": _seams,
        "states.md": _states,
        "urls.md": _urls,
    }
    with override("ja"):
        return {name: "\n".join([*lines(), ""]) for name, lines in parts.items()}


def write(into: Path = DOCS) -> None:
    into.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (into / name).write_text(text, encoding="utf-8")


def _states() -> Iterator[str]:
    from urakata.core.flow import FROM, OPEN, PASSED, State
    from urakata.features.runs.wording import STATES

    yield from _head("作業の状態 States of a task", "Generated from `core/flow.py:FROM`.")
    yield from _table("状態", "code", "")
    for state in State:
        word = "open" if state in OPEN else "passed" if state in PASSED else ""
        yield _row(str(STATES[state]), f"`{state}`", word)
    yield ""
    yield "From which states an act may be done. まだ and いまここ are worked out anew after each act (`settle`)."
    yield ""
    yield from _table("act", *(str(STATES[state]) for state in State))
    for act, states in FROM.items():
        yield _row(f"`{act}`", *("○" if state in states else "" for state in State))


def _seams() -> Iterator[str]:
    from urakata.common import seams

    yield from _head("継ぎ目 Seams", "Needs that point upward, and who fills them in `AppConfig.ready()`.")
    for name in sorted(found.name for found in pkgutil.iter_modules(seams.__path__)):
        seam = import_module(f"{seams.__name__}.{name}")
        yield from [f"## {_first_line(seam)}", "", f"`common/seams/{name}.py`", ""]
        yield from (f"- asks `{asked}`" for asked in _asked(seam))
        yield from [*(f"- filled by `{filler}`" for filler in sorted(_fillers(seam))), ""]


def _asked(seam: ModuleType) -> Iterator[str]:
    """What its Protocols ask for; a seam that takes a plain function has none."""
    for _, protocol in inspect.getmembers(seam, inspect.isclass):
        if getattr(protocol, "_is_protocol", False) and protocol.__module__ == seam.__name__:
            yield from (f"{protocol.__name__}.{name}" for name in vars(protocol) if not name.startswith("_"))


def _fillers(seam: ModuleType) -> Iterator[str]:
    """What `register` has put into the module's own collections."""
    for name, kept in vars(seam).items():
        if name.startswith("_") and not name.startswith("__") and isinstance(kept, list | dict):
            for filler in kept.values() if isinstance(kept, dict) else kept:
                named = filler if inspect.isroutine(filler) else type(filler)
                place = getattr(filler, "place", getattr(filler, "kind", ""))
                yield f"{named.__module__}.{named.__qualname__}" + (f" ({place})" if place else "")


def _urls() -> Iterator[str]:
    yield from _head("番地 Addresses", "Page = noun, change = parent + verb by POST.")
    yield from _table("path", "name", "view")
    for path, pattern in sorted(_patterns(get_resolver(), "/"), key=lambda found: found[0]):
        view = inspect.unwrap(getattr(pattern.callback, "view_class", pattern.callback))
        module = view.__module__.removeprefix("urakata.")
        yield _row(f"`{path}`", f"`{pattern.name}`" if pattern.name else "", f"`{module}.{view.__name__}`")


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for found in resolver.url_patterns:
        path = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _patterns(found, path)
        else:
            yield path, found


def _commands() -> Iterator[str]:
    from urakata.config.cli import SURFACE, WITHOUT_DJANGO
    from urakata.config.opening import commands
    from urakata.config.words import Words

    apart = [command for name in sorted(set(WITHOUT_DJANGO.values())) for command in import_module(name).COMMANDS]
    known = {command.name: command for command in [*commands(), *apart]}
    yield from _head(
        "命令 Commands",
        "Every command takes `--home DIR` (default `./var`), `--json`, `--today DATE`, `--as EMAIL` and `--help`. "
        "Exit 0 = yes, 1 = asked and the answer is no, 2 = bad input in one line.",
    )
    yield from _table("command", "")
    for name in sorted(known, key=lambda name: (list(SURFACE).index(name.split()[0]), name)):
        parser = Words(prog=name, add_help=False)
        known[name].arguments(parser)
        usage = " ".join([f"./urakata {name}", *filter(None, map(_usage, parser._actions))])
        yield _row(f"`{usage}`", str(known[name].summary))


def _usage(action: Action) -> str:
    if action.help == SUPPRESS:
        return ""
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    several = " …" if action.nargs in ("*", "+") or type(action).__name__ == "_AppendAction" else ""
    if not action.option_strings:
        return f"[{value}]{several}" if action.nargs in ("*", "?") else f"{value}{several}"
    option = action.option_strings[0] + ("" if action.nargs == 0 else f" {value}")
    return f"{option}{several}" if action.required else f"[{option}{several}]"


def _head(title: str, lead: str) -> Iterator[str]:
    yield from [WRITTEN_BY, "", f"# {title}", "", lead, ""]


def _table(*heads: str) -> Iterator[str]:
    yield _row(*heads)
    yield "|" + "---|" * len(heads)


def _row(*cells: Any) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or module.__name__).strip().splitlines()[0]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "urakata.config.settings")
    django.setup()
    write()

"""What documents tell people to type can be typed."""

import re
from importlib.util import find_spec

import pytest

from tests.docs.repository import FENCE, ROOT, documents, name
from urakata.config.cli import WITHOUT_DJANGO
from urakata.config.opening import commands
from urakata.config.words import Words

COMMON = {"--home", "--json", "--today", "--as", "--help"}
INLINE = re.compile(r"`(\./[^`]+)`")


def typed(text: str) -> list[str]:
    """Lines of shell fences and inline commands, without comments and what a shell adds."""
    lines = [line for kind, body in FENCE.findall(text) if kind == "sh" for line in body.splitlines()]
    lines += INLINE.findall(FENCE.sub("", text))
    return [re.sub(r"^(sudo( -u \w+)? |env |\w+=\S* )+", "", line.partition(" #")[0].strip()) for line in lines]


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """Each command with the options it takes."""
    found = list(commands())
    for module in WITHOUT_DJANGO.values():
        found += __import__(module, fromlist=["COMMANDS"]).COMMANDS
    options = {}
    for command in found:
        parser = Words(prog=command.name, add_help=False)
        command.arguments(parser)
        options[command.name] = {option for action in parser._actions for option in action.option_strings} | COMMON
    return options


@pytest.mark.parametrize("page", documents(), ids=name)
def test_every_command_and_option_exists(page, known):
    wrong = []
    for line in typed(page.read_text(encoding="utf-8")):
        program, *words = line.split()
        if not program.endswith("/urakata") or not words or words[0].startswith("-"):
            continue
        two, one = " ".join(words[:2]), words[0]
        options = known.get(two, known.get(one))
        asked = {word.partition("=")[0] for word in words if word.startswith("--")}
        is_group = any(name.startswith(f"{one} ") for name in known)
        if asked - options if options else not is_group:
            wrong.append(line)

    assert wrong == []


@pytest.mark.parametrize("page", documents(), ids=name)
def test_every_script_and_module_exists(page):
    lines = typed(page.read_text(encoding="utf-8"))
    modules = {found for line in lines for found in re.findall(r"python -m (urakata\.[\w.]+)", line)}
    scripts = {line.split()[0] for line in lines if line.startswith("./")}

    assert [module for module in modules if find_spec(module) is None] == []
    assert [
        script for script in scripts if script.startswith(("./urakata", "./check")) and not (ROOT / script).exists()
    ] == []

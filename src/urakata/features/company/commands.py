"""命令 init: a company and its owner's one-time link."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from urakata.common.accounts.queries import addresses
from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.core.profile import Kind, Profile
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.wording import reasons
from urakata.formats.company import read
from urakata.formats.texts import MEGABYTE
from urakata.formats.wording import sentence

LOCAL = "http://127.0.0.1:8000"


def arguments(parser: ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--company", metavar="FILE", help="会社のこと（company.yaml）")
    how.add_argument("--personal", action="store_true", help="ひとりで使う")
    parser.add_argument("--owner", metavar="EMAIL", help="設定の持ち主のメールアドレス")


def init(call: Call) -> Answer:
    """会社を始める."""
    if queries.company() is not None:
        raise BadInput(reasons([actions.CompanyProblem.EXISTS])[0])
    if not (call.words.company or call.words.personal):
        raise BadInput(
            "--company FILE か --personal のどちらかを書いてください。例 ./urakata init --company company.yaml"
        )
    profile = _profile(call.words.company) if call.words.company else Profile(kind=Kind.PERSONAL)
    owner = _address(call.words.owner)
    try:
        _, token = actions.init_company(profile, owner, call.words.personal, by=call.viewer, at=call.at)
    except NotAllowed as refusal:
        raise BadInput(reasons(refusal.problems)[0]) from None
    link = f"{(settings.BASE_URL or LOCAL).rstrip('/')}/invite/{token}/"
    lines = [
        "会社を始めました。./urakata serve のあと、次のリンクで入れます（7日のあいだ、1回だけ）。",
        link,
    ]
    return Answer({"sign_in": link}, lines)


def _profile(path: str) -> Profile:
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MEGABYTE + 1)
    except OSError:
        raise BadInput(f"「{path}」が読めません。ファイルの場所を確かめてください。") from None
    profile, mistakes = read(raw)
    if profile is None:
        more = f"（ほかに{len(mistakes) - 1}か所）" if len(mistakes) > 1 else ""
        raise BadInput(f"{path} {sentence(mistakes[0])}{more}")
    return profile


def _address(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        validate_email(text)
    except ValidationError:
        raise BadInput(f"--owner「{text}」はメールアドレスの形ではありません。例 kodama@example.jp") from None
    address = text.strip().lower()
    if addresses([address]):
        raise BadInput(f"--owner「{text}」は、もう使われています。")
    return address


COMMANDS = [Command("init", "会社をつくる", arguments, init)]

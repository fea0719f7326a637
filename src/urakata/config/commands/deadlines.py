"""期間と締切の命令: answered from the rules; only the company's own days are asked of a home that has them."""

from argparse import ArgumentParser
from functools import cache
from typing import Any

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.config.commands.days import OwnClosedDays, batch, profile_of, read_batch
from urakata.config.home import home
from urakata.core.dates_ja import parse_date
from urakata.core.profile import Profile
from urakata.rules import due, duty_list, period
from urakata.rules.batch import CannotAnswer, answers
from urakata.rules.calendars import calendars
from urakata.rules.duties import duties


def _period_words(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="DATE N days|weeks|months|years")
    for flag in period.FLAGS:
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--batch", metavar="FILE")


def _period(call: Call) -> Answer:
    """期間: 民法140–143条 の数え方で、最初の日と最後の日."""
    flags = [flag for flag in period.FLAGS if getattr(call.words, flag.removeprefix("--"))]
    if call.words.batch is not None:
        _refuse_beside_batch([*call.words.words, *flags])
        return batch(list(answers(read_batch(call.words.batch), period.answer)))
    found = period.answer([*call.words.words, *flags])
    return Answer(dict(found), [f"{found['first']} 〜 {found['last']}"])


def _due_words(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="DUTY")
    parser.add_argument("--on", action="append", default=[], metavar="NAME=DATE")
    parser.add_argument("--company", metavar="FILE")
    parser.add_argument("--batch", metavar="FILE")


def _due(call: Call) -> Answer:
    """期限: 一つの義務の日と、その数え方と根拠."""
    whole = cache(profile_of)
    company = cache(profile_of if call.words.batch is None else _profile_of_line)

    def ask(words: list[str]) -> dict[str, Any]:
        of_home = Profile() if call.words.company or "--company" in words else _of_home()
        profile = whole(call.words.company) if call.words.company else of_home
        return due.answer(words, company=profile, read_company=company, today=call.at.date())

    if call.words.batch is not None:
        _refuse_beside_batch([*call.words.words, *call.words.on])
        return batch(list(answers(read_batch(call.words.batch), lambda words: ask(list(words)))))
    found = ask([*call.words.words, *(word for on in call.words.on for word in ("--on", on))])
    return Answer(found, _due_lines(found))


def _profile_of_line(name: str) -> Profile:
    """会社のこと of one line of --batch: what is wrong with its file is the answer of that line alone."""
    try:
        return profile_of(name)
    except BadInput as refusal:
        said = str(refusal)
    except (OSError, ValueError):  # ValueError: no file can be called so
        said = f"「{name[:60]}」を読めません。会社のファイルの場所を確かめてください。"
    raise CannotAnswer(said)


def _due_lines(found: dict[str, Any]) -> list[str]:
    if "includes" in found:
        return [line for each in found["includes"] for line in _due_lines(each)]
    provisional = " (予測)" if found["provisional"] else ""
    on = found["legal_on"] or "日は決まりません"
    return [f"{found['title']}: {on}{provisional}  動く日 {found['act_by'] or 'なし'}", f"  {found['explanation']}"]


def _duties_words(parser: ArgumentParser) -> None:
    parser.add_argument("--company", metavar="FILE")
    parser.add_argument("--from", dest="first", required=True, metavar="DATE")
    parser.add_argument("--to", dest="last", required=True, metavar="DATE")


def _duties(call: Call) -> Answer:
    """義務の一覧: 会社のことから、ふたつの日のあいだに来る締切."""
    profile = profile_of(call.words.company) if call.words.company else _of_home()
    calendar = calendars(OwnClosedDays(call.words.company))
    first, last = parse_date(call.words.first), parse_date(call.words.last)
    found = duty_list.answer(duties(), profile, first, last, calendar=calendar)
    lines = [f"{each['legal_on']}  {each['title']}  {each['for']}" for each in found["occurrences"]]
    return Answer(found, [*lines, f"{found['count']}件"])


def _of_home() -> Profile:
    """会社のこと of the company in the home; nothing known while there is none."""
    if not home().database.exists():
        return Profile()
    from urakata.config import opening

    return opening.profile() or Profile()


def _refuse_beside_batch(words: list[str]) -> None:
    if words:
        raise BadInput("--batch のときは、問いをファイルの中に書いてください。")


COMMANDS = [
    Command("period", "期間を数える", _period_words, _period, opens_home=False),
    Command("due", "期限を数える", _due_words, _due, opens_home=False),
    Command("duties", "来る締切を並べる", _duties_words, _duties, opens_home=False),
]

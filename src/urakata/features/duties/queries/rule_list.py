"""締切の土台: every rule with whether it is used here, why not, how sure it is and when it was last checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from urakata.core.duty import Confidence, Duty, Group, current
from urakata.core.duty_standing import Use, deciding_keys, is_unchecked, use_of
from urakata.core.normalise import fold, words
from urakata.features.duties.models import Choice
from urakata.features.duties.queries.ground import Ground
from urakata.features.duties.queries.house import known
from urakata.rules.duties import FileMistake, own_files, rules
from urakata.rules.duty_list import named
from urakata.rules.events import events, own_file


@dataclass(frozen=True, slots=True)
class Rule:
    """規則のひとつ, as it stands today for this company."""

    duty: Duty
    use: Use
    is_old: bool
    choice: Choice | None = None
    decided_by: str = ""  # the answers about the company that decide it, in words

    @property
    def is_used(self) -> bool:
        return self.use in {Use.USED, Use.NOT_SURE}


@dataclass(frozen=True, slots=True)
class Sought:
    """しぼり方; empty: all."""

    words: str = ""
    use: str = ""  # on | off
    old: bool = False
    confidence: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.words.strip() or self.use or self.old or self.confidence)


@dataclass(frozen=True, slots=True)
class OwnPack:
    """自分の規則: the files of the installation that are read, and what is wrong in them."""

    files: Sequence[str]
    mistakes: Sequence[FileMistake]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """締切の土台."""

    groups: list[tuple[Group, list[Rule]]]
    shown: int
    total: int
    off: int
    old: int
    own: OwnPack


def rules_page(today: date, sought: Sought, here: Ground) -> RulesPage:
    """締切の土台, narrowed."""
    everything = all_rules(today, here)
    found = [rule for rule in everything if _fits(rule, sought)]
    groups = [(group, [rule for rule in found if rule.duty.group is group]) for group in Group]
    return RulesPage(
        groups=[(group, inside) for group, inside in groups if inside],
        shown=len(found),
        total=len(everything),
        off=sum(not rule.is_used for rule in everything),
        old=sum(rule.is_old for rule in everything),
        own=OwnPack((*own_files(), *own_file()), (*rules().mistakes, *events().mistakes)),
    )


def all_rules(today: date, here: Ground) -> list[Rule]:
    """すべての規則, each in its version of today."""
    return [rule_of(current(versions, today), today, here) for versions in known().values()]


def rule_of(duty: Duty, today: date, here: Ground) -> Rule:
    """ひとつの規則."""
    choice = here.said.get(duty.id)
    use = use_of(duty, here.profile, is_off=choice is not None and choice.is_off)
    return Rule(duty, use, is_unchecked(duty, today), choice, named(deciding_keys(duty, here.profile, use)))


def _fits(rule: Rule, sought: Sought) -> bool:
    duty = rule.duty
    if sought.use and rule.is_used != (sought.use == "on"):
        return False
    if sought.old and not rule.is_old:
        return False
    if sought.confidence in set(Confidence) and duty.confidence != sought.confidence:
        return False
    text = fold(" ".join((duty.id, duty.title, duty.title_en, duty.office, duty.applies_when, *duty.law, *duty.steps)))
    return all(word in text for word in words(sought.words))

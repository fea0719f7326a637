"""読みやすさの言葉: each hint with its place, what a reader would stumble over, and what to write instead."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.outline import Outline
from urakata.core.plain_words import Vague
from urakata.core.readability import Hint, HintCode, hints

MOST_TOLD = 100
MISSING = frozenset({HintCode.NO_WHO, HintCode.NO_CHECKS})
MANY = 3  # of these are told in one line
Words = tuple[str | Promise, str | Promise]  # what is so, and what to write instead


@dataclass(frozen=True, slots=True)
class Advice:
    """読みにくい所 in words: `place` 工程4「…」のどうやって, `said` 「など」は、人によって変わります。, `instead`."""

    place: str
    said: str
    instead: str
    step: str  # key; "" for the procedure as a whole
    path: str
    code: HintCode
    also: tuple[tuple[int, str], ...] = ()  # number and key of other steps of which the same is so


@dataclass(frozen=True, slots=True)
class Readability:
    """読みやすさ: the first hundred pieces of advice, how many there are, and how many are left unsaid."""

    advice: tuple[Advice, ...]
    count: int

    @property
    def left(self) -> int:
        return self.count - sum(1 + len(one.also) for one in self.advice)


VAGUE: Mapping[Vague, Words] = {
    Vague.WHICH: (
        gettext_lazy("「%(word)s」は、人によって変わります。"),
        gettext_lazy("指すものを、残らず書きます。"),
    ),
    Vague.WHEN: (
        gettext_lazy("「%(word)s」は、いつか分かりません。"),
        gettext_lazy("「入社から3営業日までに」のように、日で書きます。"),
    ),
    Vague.WHETHER: (
        gettext_lazy("「%(word)s」は、どんなときか分かりません。"),
        gettext_lazy("「10万円以上なら」のように、するときを書きます。"),
    ),
    Vague.AS_EVER: (
        gettext_lazy("「%(word)s」は、初めての人には分かりません。"),
        gettext_lazy("名前と置き場所を書きます。"),
    ),
    Vague.EFFORT: (
        gettext_lazy("「%(word)s」だけでは、することが分かりません。"),
        gettext_lazy("何を、どこで、どう確かめるかを書きます。"),
    ),
    Vague.JUDGED: (
        gettext_lazy("「%(word)s」は、人によって変わります。"),
        gettext_lazy("何と合っていればよいかを書きます。"),
    ),
}
SAID: Mapping[HintCode, Words] = {
    HintCode.EMPTY_TITLE: (
        gettext_lazy("名前がまだありません。"),
        gettext_lazy("「領収書を集める」のように、することを書きます。"),
    ),
    HintCode.SAME_TITLE: (
        gettext_lazy("工程%(number)dと同じ名前です。"),
        gettext_lazy("違う所を名前に書くと、実行のときに迷いません。"),
    ),
    HintCode.LONG_TITLE: (
        gettext_lazy("名前が%(length)d字あります。"),
        gettext_lazy("60字までにして、くわしいことは「どうやって」に移します。"),
    ),
    HintCode.LONG_SENTENCE: (
        gettext_lazy("「%(word)s…」の文が%(length)d字あります。"),
        gettext_lazy("1文に1つのことを書き、60字までに分けます。"),
    ),
    HintCode.NO_WHO: (
        gettext_lazy("だれがするかが、まだ決まっていません。"),
        gettext_lazy("役割・人・部署のどれかを選びます。"),
    ),
    HintCode.NO_CHECKS: (
        gettext_lazy("確かめることが、まだありません。"),
        gettext_lazy("何を見たら終わりかを、1つ書きます。"),
    ),
    HintCode.CHECKED_BY_DOER: (
        gettext_lazy("工程%(number)dをした%(name)sさんが、自分で確かめることになっています。"),
        gettext_lazy("別の人か役割を選ぶと、見落としに気づけます。"),
    ),
    HintCode.CHECKED_BY_ONESELF: (
        gettext_lazy("翌日に自分で見る関所は、別の人が見るより弱い確認です。"),
        gettext_lazy("頼める人がいれば、「別の人が見て確かめる」にします。"),
    ),
    HintCode.NEVER_REACHED: (
        gettext_lazy("どの答えでも条件に当たらず、この工程には来ません。"),
        gettext_lazy("条件の値か、前の工程の条件を直します。"),
    ),
    HintCode.WAITS_FOR_EVER: (
        gettext_lazy("待ち合う工程が輪になっていて、「いまここ」になりません。"),
        gettext_lazy("「先にすること」から1つ外します。"),
    ),
    HintCode.DEAD_END: (
        gettext_lazy("この工程が終わるのを、待つ工程がありません。"),
        gettext_lazy("次の工程の「先にすること」に足すか、終わりに置きます。"),
    ),
}
NO_ACTION: Words = (
    gettext_lazy("名前が、動きの言葉で終わっていません。"),
    gettext_lazy("「領収書を集める」のように終えると、することが分かります。"),
)
ACTION_ALONE: Words = (
    gettext_lazy("「%(word)s」だけでは、何をするかが人によって変わります。"),
    gettext_lazy("「経費の申請を確かめる」のように、何をどうするかを書きます。"),
)
UNNAMED: Words = (gettext_lazy("手順の名前がまだありません。"), gettext_lazy("棚で探すときの名前を付けます。"))

PARTS: Mapping[str, str | Promise] = {
    "title": gettext_lazy("名前"),
    "how": gettext_lazy("どうやって"),
    "who": gettext_lazy("だれ"),
    "checks": gettext_lazy("確かめること"),
    "gate": gettext_lazy("関所"),
    "when": gettext_lazy("この工程がいるとき"),
    "needs": gettext_lazy("先にすること"),
}
_PATH = re.compile(r"steps\[(?P<at>\d+)\](?:\.(?P<part>\w+)(?:\[(?P<n>\d+)\])?)?")


def readability(outline: Outline, step: str = "") -> Readability:
    """読みやすさ of a procedure, or of one step by its key."""
    found = [hint for hint in hints(outline) if step in {"", hint.step}]
    return Readability(tuple(_advice(same, outline) for same in _gathered(found)[:MOST_TOLD]), len(found))


def _gathered(found: Sequence[Hint]) -> list[list[Hint]]:
    """Each hint by itself; what many steps have not got yet, once, where it is missing first."""
    counted = Counter(hint.code for hint in found)
    missing: dict[HintCode, list[Hint]] = {}
    gathered: list[list[Hint]] = []
    for hint in found:
        is_one_of_many = hint.code in MISSING and counted[hint.code] >= MANY
        if not is_one_of_many or hint.code not in missing:
            gathered.append([])
            missing[hint.code] = gathered[-1]
        missing[hint.code].append(hint)
    return gathered


def _advice(same: list[Hint], outline: Outline) -> Advice:
    hint, *others = same
    said, instead = _words(hint)
    also = tuple((_at(other) + 1, other.step) for other in others[:MOST_TOLD])
    place = _place(hint, outline)
    return Advice(place, str(said) % hint.params, str(instead), hint.step, hint.path, hint.code, also)


def _at(hint: Hint) -> int:
    path = _PATH.fullmatch(hint.path)
    return int(path["at"]) if path else 0


def _words(hint: Hint) -> Words:
    if hint.code is HintCode.VAGUE_WORD:
        return VAGUE[hint.params["vague"]]
    if hint.code is HintCode.NO_ACTION:
        return ACTION_ALONE if hint.params["word"] else NO_ACTION
    return UNNAMED if hint.path == "title" else SAID[hint.code]


def _place(hint: Hint, outline: Outline) -> str:
    """工程4「入社した人の日割りを確かめる」のどうやって."""
    path = _PATH.fullmatch(hint.path)
    if path is None:
        return _("手順")
    at = int(path["at"])
    title = outline.steps[at].title.strip()
    named = {"number": at + 1, "title": title}
    place = _("工程%(number)d「%(title)s」") % named if title else _("工程%(number)d") % named
    part = _part(path["part"], path["n"])
    return _("%(place)sの%(part)s") % {"place": place, "part": part} if part else place


def _part(part: str | None, n: str | None) -> str:
    name = str(PARTS[part]) if part else ""
    return _("%(name)sの%(number)d番目") % {"name": name, "number": int(n) + 1} if n else name

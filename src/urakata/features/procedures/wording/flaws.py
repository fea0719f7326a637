"""筋の合わない所の言葉: what does not fit together yet, said where it stands and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.outline import Outline, Step
from urakata.core.outline_branch import BranchProblem
from urakata.core.outline_problems import Flaw, FlawCode, problems
from urakata.formats.reading import LONGEST_LINE


@dataclass(frozen=True, slots=True)
class ToldFlaw:
    """直す所: the step's key and number (0 for the whole), and the sentence."""

    step: str
    number: int
    sentence: str


F = FlawCode
SENTENCES: Mapping[FlawCode, str | Promise] = {
    F.NO_STEPS: gettext_lazy("工程がまだありません。1つ書くと公開できます。"),
    F.DUPLICATE_STEP: gettext_lazy("同じ鍵の工程が2つあります。「文字で直す」で、どちらかの鍵を変えてください。"),
    F.DUPLICATE_CHECK: gettext_lazy("同じ鍵の「確かめること」が2つあります。どちらかを消して書き直してください。"),
    F.UNKNOWN_NEED: gettext_lazy("先にする工程が、もうありません。「先にすること」を選び直してください。"),
    F.CIRCLE: gettext_lazy("先にすることが輪になっています。どれか1つを外してください。"),
    F.DUE_UNKNOWN_STEP: gettext_lazy("期限のもとになる工程が、もうありません。「いつまで」を選び直してください。"),
    F.DUE_CIRCLE: gettext_lazy("期限のもとが輪になっています。どれか1つを、もとになる日から数えてください。"),
    F.GATE_OF_MISSING: gettext_lazy("「見ないで入れる」数字を選んでください。"),
    F.GATE_OF_UNKNOWN: gettext_lazy("「見ないで入れる」数字が、ここまでの工程にありません。選び直してください。"),
    F.GATE_OF_KIND: gettext_lazy("「見ないで入れる」には、数・文・日付の「確かめること」を選んでください。"),
    F.GATE_OF_UNUSED: gettext_lazy("「見ないで入れる」ときだけ、数字を選びます。"),
    F.GATE_HOLDS_NEED: gettext_lazy(
        "関所は後ろの工程を待たせるので、ここから先へ進めません。その工程を前に移すか、「先にすること」から外してください。"
    ),
    F.WHEN_UNKNOWN_STEP: gettext_lazy("「もし」が見る工程が、もうありません。「いるとき」を選び直してください。"),
    F.WHEN_UNKNOWN_CHECK: gettext_lazy(
        "「もし」が見る答えが、前の工程にありません。「いるとき」を選び直してください。"
    ),
    F.WHEN_NOT_BEFORE: gettext_lazy("「もし」が見る工程は、この工程より前に置いてください。"),
    F.WHEN_FILE: gettext_lazy("書類の有無では分けられません。数・選ぶ・しるし・文・日付の答えを選んでください。"),
    F.WHEN_COMPARISON: gettext_lazy("この答えは、同じか違うかでだけ分けられます。"),
    F.WHEN_VALUE: gettext_lazy("「もし」のくらべる値が、答えになりえません。「いるとき」を選び直してください。"),
    F.WHEN_CIRCLE: gettext_lazy("「もし」の答えを待つ工程が輪になっています。どれか1つを外してください。"),
    F.THEN_ALONE: gettext_lazy("別の道は、「もし」と一緒に選びます。"),
    F.THEN_UNKNOWN: gettext_lazy("別の道の工程が、もうありません。選び直してください。"),
    F.THEN_NOT_AFTER: gettext_lazy("別の道の工程は、この工程より後ろに置いてください。"),
    F.CHOICES_MISSING: gettext_lazy("選ぶ「確かめること」には、答えを2つ以上書いてください。"),
    F.CHOICES_UNUSED: gettext_lazy("答えの並びは、「選ぶ」のときに書きます。"),
    F.PERSONAL_NUMBER: gettext_lazy(
        "マイナンバーはここに書き残せません。「受け取った」「確かめた」「廃棄した」をしるしで確かめてください。"
    ),
    F.PERSONAL_ALONE: gettext_lazy("答えを見てよい人は、本人に聞く様式があるときに選びます。"),
}

BRANCHES: Mapping[BranchProblem, str | Promise] = {
    BranchProblem.NOTHING_BEFORE: gettext_lazy("「もし」の前に、答えを聞く工程を1つ置いてください。"),
    BranchProblem.GOES_BACK: gettext_lazy(
        "「もし」は先へ進む道です。前の工程に戻るときは、実行の中の「やり直す」か差し戻しを使います。"
    ),
    BranchProblem.NO_SUCH_STEP: gettext_lazy("その番号の工程はまだありません。先に工程を書いてください。"),
    BranchProblem.HAS_A_CONDITION: gettext_lazy(
        "その先の工程には、もう「もし」があります。1つの工程に「もし」は1つです。カードの「いるとき」で選び直せます。"
    ),
}


def flaws(outline: Outline) -> list[ToldFlaw]:
    """直す所 of a draft, in the order of its steps."""
    numbers = {step.key: n for n, step in enumerate(outline.steps, start=1)}
    nameless = [
        ToldFlaw(step.key, numbers[step.key], _("工程の名前を書いてください。"))
        for step in outline.steps
        if not step.title
    ]
    too_long = [
        ToldFlaw(step.key, numbers[step.key], _too_long(line))
        for step in outline.steps
        for line in _lines(step)
        if len(line) > LONGEST_LINE
    ]
    found = [_told(flaw, numbers) for flaw in problems(outline)]
    return sorted([*nameless, *too_long, *found], key=lambda told: told.number)


def _lines(step: Step) -> list[str]:
    """What is kept on one line each."""
    return [step.title, *step.prepare, *step.evidence, *step.pitfalls]


def _too_long(line: str) -> str:
    said = {"start": line[:12], "most": LONGEST_LINE, "length": len(line)}
    return _("「%(start)s…」は%(length)d字あります。1行は%(most)d字までです。分けて書いてください。") % said


def _told(flaw: Flaw, numbers: Mapping[str, int]) -> ToldFlaw:
    return ToldFlaw(flaw.step, numbers.get(flaw.step, 0), str(SENTENCES[flaw.code]))


def branch_problem(problem: BranchProblem) -> str:
    return str(BRANCHES[problem])

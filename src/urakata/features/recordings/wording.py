"""ことば: what the record and the pages of 書きながら call things."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.files.sniff import FileProblem
from urakata.core.procedure_rules import Problem as Procedural
from urakata.core.recording import Part, Problem, Took
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import wording as procedures

# Private, all of them: the record shows them to nobody.
ACTS: Mapping[str, Any] = {
    "recording.started": gettext_lazy("書きながらをはじめた"),
    "recording.changed": gettext_lazy("書きながらの名前や部署を変えた"),
    "recording.became": gettext_lazy("書きながらを手順の下書きにした"),
    "recording.thrown": gettext_lazy("書きながらを捨てた"),
    "recording.brought_back": gettext_lazy("捨てた書きながらを戻した"),
}

PROBLEMS: Mapping[str, Any] = {
    Problem.NO_TITLE: gettext_lazy("何の仕事かを一言書いてください。あとから変えられます。"),
    Problem.EMPTY_LINE: gettext_lazy("いましていることを一言書いてください。"),
    Problem.TOO_LONG: gettext_lazy("1行は500字までです。行を分けて書いてください。"),
    Problem.TOO_MANY_LINES: gettext_lazy("1つに300行までです。ここまでを手順にして、続きは新しく始めてください。"),
    Problem.TOO_MANY_OPEN: gettext_lazy(
        "続きのある書きながらが20あります。終わったものを手順にするか、捨ててから始めてください。"
    ),
    Problem.PERSONAL_NUMBER: gettext_lazy(
        "マイナンバーらしい12桁の数字があります。番号は残さず、受け取った・確かめた、とだけ書いてください。"
    ),
    Problem.CHANGED_MEANWHILE: gettext_lazy(
        "別の画面で書き換えられています。いまの文を見て、残すほうを選んでください。"
    ),
    Problem.BECAME: gettext_lazy("もう手順の下書きになっています。続きは手順の画面で書けます。"),
    Problem.THROWN: gettext_lazy("捨てた書きながらです。続けるときは、先に戻してください。"),
    Problem.NO_STEPS_LEFT: gettext_lazy("手順に入れる行がありません。1行だけでも「工程にする」にしてください。"),
    Problem.NO_FILE: gettext_lazy("写真か書類を選んでください。"),
    Problem.TOO_MANY_FILES: gettext_lazy("1行に添えられるのは10枚までです。行を分けて添えてください。"),
    FileProblem.EMPTY: gettext_lazy("中身のないファイルです。選び直してください。"),
    FileProblem.TOO_LARGE: gettext_lazy("20MBを超えています。小さくしてから添えてください。"),
    FileProblem.KIND_NOT_KNOWN: gettext_lazy("添えられるのはPDF・画像・Excel・Word・CSVです。"),
    FileProblem.NAME_DOES_NOT_FIT: gettext_lazy("ファイルの中身と名前が合っていません。元のファイルを添えてください。"),
}

PARTS: Mapping[Part, Any] = {
    Part.STEP: gettext_lazy("工程にする"),
    Part.MORE: gettext_lazy("上とひとつにする"),
    Part.CHECK: gettext_lazy("上の確かめることにする"),
    Part.ASIDE: gettext_lazy("手順に入れない"),
}

TOOK: Mapping[Took, Any] = {
    Took.QUARTER: gettext_lazy("〜15分"),
    Took.HALF: gettext_lazy("30分"),
    Took.HOUR: gettext_lazy("1時間"),
    Took.MORE: gettext_lazy("それ以上"),
}


def sentences(refusal: NotAllowed) -> list[str]:
    """断りの文."""
    return [_sentence(problem) for problem in refusal.problems]


def _sentence(problem: Any) -> str:
    if isinstance(problem, Procedural):
        return procedures.sentences([problem])[0]
    return str(PROBLEMS.get(problem, problem))


def took_words(took: str) -> str:
    """およそどのくらい."""
    return str(TOOK[Took(took)]) if took in set(Took) else ""


def asked_note(name: str) -> str:
    """聞いた人 as it stands in どう."""
    return _("わからないときは、%(name)sに聞きます。") % {"name": name}


def stuck_note(text: str) -> str:
    """困った without a word: what it was at."""
    return _("ここで手が止まった：%(text)s") % {"text": text}

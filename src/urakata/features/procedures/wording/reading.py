"""読んだ表の言葉: what columns and rows become, what was not understood, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.words import minutes_words
from urakata.core.outline import Outline
from urakata.features.procedures.wording import words
from urakata.formats.documents import Became, DocumentRead, Fate, Field, RowKind

LONGEST_SHOWN = 80
SHOWN_WORDS = 8

FIELDS: Mapping[Field, str | Promise] = {
    Field.TITLE: gettext_lazy("工程（すること）"),
    Field.SECTION: gettext_lazy("区切り"),
    Field.WHO: gettext_lazy("だれ"),
    Field.WHO_MARK: gettext_lazy("だれ（○のある人）"),
    Field.DUE: gettext_lazy("いつ"),
    Field.MINUTES: gettext_lazy("目安の時間"),
    Field.CHECK: gettext_lazy("確かめること"),
    Field.HOW: gettext_lazy("どうやって"),
    Field.WHY: gettext_lazy("なぜ"),
    Field.PREPARE: gettext_lazy("先に用意できるもの"),
    Field.EVIDENCE: gettext_lazy("根拠の書類"),
    Field.PITFALL: gettext_lazy("つまずきやすい所"),
    Field.NOTE: gettext_lazy("どうやって（見出しをつけて）"),
    Field.NUMBER: gettext_lazy("番号（並び順になります）"),
    Field.DONE: gettext_lazy("済みの印（使いません）"),
    Field.UNUSED: gettext_lazy("使わない"),
}
ROWS: Mapping[RowKind, str | Promise] = {
    RowKind.STEP: gettext_lazy("工程"),
    RowKind.HEADING: gettext_lazy("区切り"),
    RowKind.UNUSED: gettext_lazy("使わない"),
}
# Kept in how, because nothing certain could be made of it.
UNSURE: Mapping[str, str | Promise] = {
    "who": gettext_lazy("だれのことか分かりません。文のまま「どうやって」に残しました。"),
    "several_people": gettext_lazy("担当が2人以上います。はじめの人をだれにして、全員を「どうやって」に残しました。"),
    "due": gettext_lazy("いつのことか決められません。文のまま「どうやって」に残しました。"),
    "minutes": gettext_lazy("何分か決められません。文のまま「どうやって」に残しました。"),
}
# Left out, each with its text.
LEFT: Mapping[str, str | Promise] = {
    "number": gettext_lazy("番号は、並び順になります。"),
    "done_mark": gettext_lazy("済みの印や日付は、手順には移しません。"),
    "not_theirs": gettext_lazy("担当でない印は、手順には移しません。"),
    "chosen": gettext_lazy("使わないことにしました。"),
    "hidden_row": gettext_lazy("隠れている行です。使うときは、行の一覧で「工程」にしてください。"),
    "hidden_column": gettext_lazy("隠れている列です。使うときは、列の役目を選んでください。"),
    "above_the_table": gettext_lazy("表の上の行です。"),
    "legend": gettext_lazy("凡例です。"),
    "beside_the_table": gettext_lazy("表の外の文です。"),
    "heading_again": gettext_lazy("見出しのくり返しです。"),
    "total": gettext_lazy("合計の行です。"),
    "no_step_for_it": gettext_lazy("工程がない行です。"),
    "no_step_below": gettext_lazy("下に工程のない見出しです。"),
    "too_long": gettext_lazy("長すぎて入りません。分けて書き足してください。"),
    "other_sheet": gettext_lazy("ほかのシートです。選ぶと読み直します。"),
    "other_title": gettext_lazy("文書の題名です。別の名前をつけました。"),
    "history": gettext_lazy("改訂の履歴です。"),
    "pictures": gettext_lazy("写真や図です。工程ごとに、あとで添えられます。"),
    "contents": gettext_lazy("目次です。"),
    "text_box": gettext_lazy("図形の中の文です。"),
    "header_or_footer": gettext_lazy("ヘッダーかフッターの文です。"),
    "notes": gettext_lazy("脚注かコメントです。"),
}
BY_COUNT = frozenset({"number", "done_mark", "not_theirs", "hidden_column"})  # said once, with how many and where


@dataclass(frozen=True, slots=True)
class Line:
    """知らせ of one or more cells: where, what stood there, and what was done."""

    place: str
    text: str
    why: str


def unsure(found: DocumentRead) -> list[Line]:
    """分からなかった所: kept, but only as text."""
    return [Line(_place(fate), _short(fate.text), str(UNSURE[fate.why])) for fate in found.of(Became.UNSURE)]


def left(found: DocumentRead) -> list[Line]:
    """使わなかった所: marks and numbers together, everything else one by one."""
    fates = list(found.of(Became.LEFT))
    told = [_told(why, [fate for fate in fates if fate.why == why]) for why in LEFT if why in BY_COUNT]
    single = [
        Line(_place(fate), _short(fate.text), str(LEFT.get(fate.why, ""))) for fate in fates if fate.why not in BY_COUNT
    ]
    return [*filter(None, told), *single]


def _told(why: str, fates: list[Fate]) -> Line | None:
    if not fates:
        return None
    words = dict.fromkeys(_short(fate.text, 12) for fate in fates)
    shown = "、".join([*islice(words, SHOWN_WORDS), *["…"] * (len(words) > SHOWN_WORDS)])
    return Line(_range([fate.place for fate in fates]), shown, str(LEFT[why]))


def _range(places: list[str]) -> str:
    return places[0] if len(places) == 1 else _("%(first)s〜%(last)s") % {"first": places[0], "last": places[-1]}


def _place(fate: Fate) -> str:
    if fate.place.isdigit():
        return _("%(number)s行目") % {"number": fate.place}
    return fate.place


def _short(text: str, longest: int = LONGEST_SHOWN) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def became(fate: Fate | None, outline: Outline | None) -> str:
    """何になったか of a cell: 「佐伯 悠」, 「支給日の5営業日前」, or its text."""
    if fate is None:
        return ""
    step = outline.steps[fate.step] if outline and fate.step is not None and fate.step < len(outline.steps) else None
    if fate.became is Became.LEFT:
        return _("使いません")
    if fate.became is Became.UNSURE:
        return _("文のまま残します")
    if step is not None and fate.field in (Field.WHO, Field.WHO_MARK) and step.who:
        return words.who(step.who)
    if outline is not None and step is not None and fate.field is Field.DUE and step.due:
        return words.due(outline, step.due)
    if step is not None and fate.field is Field.MINUTES and step.minutes:
        return minutes_words(step.minutes)
    return _("そのまま")


def report_lines(found: DocumentRead) -> tuple[list[str], list[str]]:
    """命令の答え: what was not understood, and what was left out, as lines."""
    return _lines(unsure(found)), _lines(left(found))


def _lines(told: Iterable[Line]) -> list[str]:
    return [" ".join(filter(None, (one.place, f"「{one.text}」", one.why))) for one in told]

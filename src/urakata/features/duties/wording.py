"""言葉: what the acts of this feature are called in the record, and why something may not be decided now."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy

ACTS: Mapping[str, Any] = {
    "duty.own_days_set": gettext_lazy("締切の社内の期限を決めた"),
    "duty.charge_set": gettext_lazy("締切の担当を決めた"),
    "duty.variant_set": gettext_lazy("締切の数え方を選んだ"),
    "duty.last_set": gettext_lazy("締切の前回の日を入れた"),
    "duty.anchor_set": gettext_lazy("締切の起算日を決めた"),
    "duty.switched_off": gettext_lazy("「うちには無い」にした"),
    "duty.switched_on": gettext_lazy("「うちにもある」に戻した"),
}
PROBLEMS: Mapping[str, Any] = {
    "choice_not_yours": gettext_lazy("うちの決めごとは、部長か設定の持ち主が決めます。頼んでください。"),
    "choice_unknown_duty": gettext_lazy("その締切は、いまの規則にありません。締切の土台を見てください。"),
    "choice_too_many_days": gettext_lazy("社内の期限は、0から60営業日前までで入れてください。"),
    "choice_not_here": gettext_lazy("担当にできるのは、いまいる管理部の人です。別の人を選んでください。"),
    "choice_unknown_variant": gettext_lazy("その数え方は、この締切にはありません。選び直してください。"),
    "choice_last_ahead": gettext_lazy("前回の日が先の日になっています。済んだ日を入れてください。"),
    "choice_no_interval": gettext_lazy("この締切は、前回から数えるものではありません。間隔を選び直してください。"),
    "choice_no_anchor": gettext_lazy("この締切には、会社で決める起算日がありません。"),
    "choice_no_reason": gettext_lazy("うちには無い理由を、一行書いてください。"),
}


def sentences(problems: Iterable[StrEnum]) -> list[str]:
    """断りの文."""
    return [str(PROBLEMS[str(problem)]) for problem in problems]

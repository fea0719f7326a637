"""ことば: why a task is among the three."""

from django.utils.translation import gettext_lazy

from urakata.core.attention import Why

REASONS = {
    Why.LEFT_OVER: gettext_lazy("締切が残っています。まず様子を確かめましょう。"),
    Why.PINNED: gettext_lazy("あなたが留めたものです。"),
    Why.SENT_BACK: gettext_lazy("差し戻されています。直すと先へ進みます。"),
    Why.FIXED_AND_NEAR: gettext_lazy("動かせない日が近づいています。"),
    Why.OTHERS_WAIT: gettext_lazy("これが済むと、ほかの人が進めます。"),
    Why.NEAR: gettext_lazy("締切が近いものです。"),
    Why.NEXT: gettext_lazy("次に来る締切です。"),
}

ACTS = {
    "today.pinned": gettext_lazy("今日の並びを変えた"),
    "today.dismissed": gettext_lazy("今日の並びを変えた"),
}

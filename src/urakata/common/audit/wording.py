"""記録の言葉: each feature says what its acts are called; an act nobody named shows its code."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

_acts: dict[str, Any] = {}


def register(acts: Mapping[str, Any]) -> None:
    """Called in AppConfig.ready(): act code → lazy sentence."""
    _acts.update(acts)


def words(act: str) -> str:
    return str(_acts.get(act, act))


def choices() -> list[tuple[str, str]]:
    """Every act that may be looked for, by its words: what exists in the product, not what was done."""
    return sorted(((act, str(said)) for act, said in _acts.items()), key=lambda choice: choice[1])


ACTS: Mapping[str, Any] = {
    "record.blacked_out": gettext_lazy("記録の本文を黒塗りにした"),
    "record.verified": gettext_lazy("記録の鎖を最初から確かめた"),
    "record.broken": gettext_lazy("記録の鎖が切れているのを見つけた"),
}
PROBLEMS: Mapping[str, Any] = {
    "already_blacked_out": gettext_lazy("もう黒塗りにしてあります。"),
    "nothing_to_black_out": gettext_lazy("この記録には、黒塗りにする本文がありません。"),
    "not_yours_to_black_out": gettext_lazy("黒塗りは、設定の持ち主か部長ができます。頼んでください。"),
    "reason_missing": gettext_lazy("理由を一行書いてください。"),
}

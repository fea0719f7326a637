"""ことば: what the record and the commands call things of forms, and what a form is answered with."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from urakata.core.form import FieldKind

ACTS: Mapping[str, Any] = {
    "form.added": gettext_lazy("様式を足した"),
    "form.changed": gettext_lazy("様式を新しくした"),
}

IMPORTED: Mapping[str, Any] = {
    "added": gettext_lazy("様式を取り込みました。"),
    "changed": gettext_lazy("様式を新しくしました。開いている実行は、これまでの質問のまま進みます。"),
    "same": gettext_lazy("同じ内容の様式が、もうあります。"),
}

KINDS: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: gettext_lazy("1行の文"),
    FieldKind.LONG_TEXT: gettext_lazy("文"),
    FieldKind.NUMBER: gettext_lazy("数"),
    FieldKind.MONEY: gettext_lazy("金額"),
    FieldKind.DATE: gettext_lazy("日付"),
    FieldKind.CHOICE: gettext_lazy("選ぶ"),
    FieldKind.PERSON: gettext_lazy("人"),
    FieldKind.FILE: gettext_lazy("写真・書類"),
}

NOBODY_CALLED_SO = gettext_lazy("その名前の人が見つかりません。姓と名の間をあけて、社員台帳のとおりに書いてください。")

"""手順のファイルの言葉: why one is not taken, and how to go on."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from urakata.common.files.sniff import FileProblem
from urakata.core.step_files import Problem

OF_FILES: Mapping[str, str | Promise] = {
    Problem.NO_FILE: gettext_lazy("ファイルを選ぶか、写した画面を貼り付けてください。"),
    Problem.STEP_GONE: gettext_lazy("この工程は、いまの下書きにありません。書いている面を読み直してください。"),
    Problem.FILE_GONE: gettext_lazy("このファイルは、もう外してあります。いまの様子を見てください。"),
    Problem.TOO_MANY: gettext_lazy("1つの工程には12まで添えられます。使わないものを外すか、工程を分けてください。"),
    Problem.TOO_MANY_IN_ALL: gettext_lazy(
        "この手順には、これまでに500のファイルが添えられました。手順を分けると、また添えられます。"
    ),
    Problem.PICTURE_TOO_LARGE: gettext_lazy("写しは5MBまで預かれます。切り取るか、小さくして選び直してください。"),
    Problem.PICTURE_BROKEN: gettext_lazy("この画像は途中で切れています。もう一度写すか、別の画像を選んでください。"),
    Problem.ALT_TOO_LONG: gettext_lazy("説明は200字までです。長い説明は「どう」に書いてください。"),
    Problem.NOT_TO_BE_NAMED: gettext_lazy(
        "添えるファイルの中に、公開できない名前があります。そのファイルを外すか、添え直してください。"
    ),
    FileProblem.EMPTY: gettext_lazy("ファイルの中身が空でした。選び直してください。"),
    FileProblem.TOO_LARGE: gettext_lazy("20MBまで預かれます。小さくするか、分けて添えてください。"),
    FileProblem.KIND_NOT_KNOWN: gettext_lazy(
        "この種類のファイルは預かれません。PDF・画像・Excel・Word・CSVのどれかにしてください。"
    ),
    FileProblem.NAME_DOES_NOT_FIT: gettext_lazy(
        "ファイル名の末尾と中身が合いません。元の名前のまま選び直してください。"
    ),
}

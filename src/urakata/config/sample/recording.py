"""書きながら: nishino wrote down most of the cash plan yesterday afternoon, and goes on when there is time."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from urakata.config.sample.diary import moment
from urakata.config.sample.life import Life
from urakata.features.recordings import actions
from urakata.features.recordings.models import Recording, RecordingLine

TITLE = "資金繰り表の更新"
WRITTEN: tuple[tuple[int, str, Mapping[str, str | bool]], ...] = (
    (10, "ネットバンクから残高の一覧を出した", {"checks": "3口座ともそろっている"}),
    (18, "残高を資金繰り表に写した", {"is_stuck": True, "trouble": "先月の列に写しかけた"}),
    (33, "今週の入金予定を請求書の控えから拾った", {"asked": "上田さん"}),
    (51, "給与と家賃の支払日を入れた", {"why": "月末の残高がここで決まる"}),
    (57, "月末の残高が500万円を切らないことを見た", {"checks": "切るときは森田さんに先に知らせる"}),
)


def write_down(life: Life) -> None:
    """書きながらを日々に書く."""
    day = life.calendar.add(life.today, -1)
    life.diary.add(moment(day, 16, 8), lambda at: _start(life, at))
    for minute, text, more in WRITTEN:
        life.diary.add(moment(day, 16, minute), partial(_write, life, text, more))
    life.diary.add(moment(day, 17, 2), lambda at: _pause(life, at))


def _recording() -> Recording:
    return Recording.objects.get(title=TITLE)


def _start(life: Life, at: datetime) -> None:
    department = life.cast.person("nishino").department_id
    actions.start(TITLE, department_id=department, by=life.cast.viewer("nishino", at), at=at)


def _write(life: Life, text: str, more: Mapping[str, str | bool], at: datetime) -> None:
    by = life.cast.viewer("nishino", at)
    (line,) = actions.write(_recording(), [text], by=by, at=at)
    line = RecordingLine.objects.select_related("recording").get(pk=line.pk)
    actions.change_line(line, more, seen=line.version, by=by, at=at)


def _pause(life: Life, at: datetime) -> None:
    actions.pause(_recording(), by=life.cast.viewer("nishino", at), at=at)

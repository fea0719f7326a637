"""具合: what would hurt later, said today. Each check answers a problem or nothing."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from urakata.common.audit import queries as record
from urakata.common.audit.models import Entry
from urakata.common.backup import queries
from urakata.common.backup.place import place
from urakata.common.jobs.worker import HEARTBEAT
from urakata.core.duty import current
from urakata.core.duty_standing import is_unchecked
from urakata.formats.wording import sentence
from urakata.rules.duties import rules
from urakata.rules.holidays import kept_mistake, official
from urakata.rules.wording import sentence as input_sentence

LEAST_FREE = 1024**3
OLDEST_BACKUP = 2  # days
QUIET = timedelta(minutes=5)
CLOCK_MAY_DIFFER = timedelta(minutes=5)
HOLIDAYS_AHEAD = timedelta(days=365)
SHOWN = 5  # of many: the first are named


@dataclass(frozen=True, slots=True)
class Problem:
    """具合の悪いところ: a code for machines and a sentence that says how to mend it."""

    code: str
    text: str


def problems(at: datetime) -> list[Problem]:
    if pending := _migrations():
        return [pending]  # the other checks read tables that may not be there yet
    return [found for check in CHECKS if (found := check(at))]


def _migrations() -> Problem | None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return None
    return Problem("migrations", f"データベースの支度が{len(waiting)}件残っています。serve を一度起動してください。")


def _disk(_at: datetime) -> Problem | None:
    free = shutil.disk_usage(place().home).free
    if free >= LEAST_FREE:
        return None
    return Problem("disk", f"空きが {free // 1024**2} MB しかありません。古いファイルを片づけてください。")


def _backup(at: datetime) -> Problem | None:
    state = queries.state(at.date())
    if state.days is None:
        return Problem("backup", "控えがまだありません。./urakata backup FILE でとってください。")
    if state.days <= OLDEST_BACKUP:
        return None
    return Problem("backup", f"最後の控えは{state.days}日前です。裏の仕事が動いているか確かめてください。")


def _chain(_at: datetime) -> Problem | None:
    verdict = record.verify()
    if verdict.ok:
        return None
    return Problem("chain", f"記録の鎖が切れています(最初に合わない記録: {verdict.first_broken or '-'})。")


def _clock(at: datetime) -> Problem | None:
    newest = Entry.objects.order_by("-seq").values_list("at", flat=True).first()
    if newest is None or newest <= at + CLOCK_MAY_DIFFER:
        return None
    return Problem("clock", f"時計が最後の記録({newest:%Y-%m-%d %H:%M})より前です。機械の時計を合わせてください。")


def _worker(_at: datetime) -> Problem | None:
    last = cache.get(HEARTBEAT)
    if last is not None and datetime.now(UTC) - last < QUIET:
        return None
    return Problem("worker", "裏の仕事が動いていません。./urakata serve か ./urakata worker を動かしてください。")


def _holidays(at: datetime) -> Problem | None:
    until = official().official_until
    if at.date() + HOLIDAYS_AHEAD <= until:
        return None
    more = "内閣府の新しい一覧を ./urakata import holidays FILE で取り込んでください。"
    return Problem("holidays", f"祝日の一覧は{until.year}年までです。{more}")


def _kept_holidays(_at: datetime) -> Problem | None:
    """The list of the installation itself; one that a newer product has overtaken is no harm."""
    mistake = kept_mistake()
    if mistake is None or mistake.code == "holidays_older":
        return None
    return Problem("holidays_kept", f"取り込んだ祝日の一覧を使えません。{input_sentence(mistake)}")


def _rules_unchecked(at: datetime) -> Problem | None:
    today = at.date()
    versions = (current(each, today) for each in rules().duties.values())
    old = [duty for duty in versions if is_unchecked(duty, today)]
    if not old:
        return None
    named = "、".join(f"{duty.title}({duty.id})" for duty in old[:SHOWN])
    more = "など" if len(old) > SHOWN else ""
    return Problem("rules_unchecked", f"確かめてから1年たった規則が{len(old)}件あります: {named}{more}。")


def _rule_files(_at: datetime) -> Problem | None:
    wrong = rules().mistakes
    if not wrong:
        return None
    lines = (f"{each.file}{_line(each.mistake.line)}: {sentence(each.mistake)}" for each in wrong[:SHOWN])
    more = f" ほかに{len(wrong) - SHOWN}つあります。" if len(wrong) > SHOWN else ""
    return Problem("rule_files", f"家の rules に、読めないところが{len(wrong)}つあります。{' '.join(lines)}{more}")


def _line(number: int) -> str:
    return f" {number}行" if number else ""  # 0: the whole file


CHECKS: tuple[Callable[[datetime], Problem | None], ...] = (
    _disk,
    _backup,
    _chain,
    _clock,
    _worker,
    _holidays,
    _kept_holidays,
    _rules_unchecked,
    _rule_files,
)

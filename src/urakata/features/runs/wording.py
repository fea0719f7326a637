"""ことば: codes of runs as Japanese sentences (ux §7: 原因 → どうすればよいか)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.files.sniff import FileProblem
from urakata.common.web.words import count_words, day_words, who_words
from urakata.core.conditions import rules
from urakata.core.cover import Away, StandIn
from urakata.core.flow import State
from urakata.core.outline import GateKind, Outline
from urakata.core.recurrence import Every, Period
from urakata.core.refusal import NotAllowed
from urakata.core.sharing import Problem as Sharing
from urakata.core.task_rules import Problem
from urakata.core.together import Problem as Together
from urakata.features.company.wording import away_words
from urakata.features.procedures.wording import GATES, Told, asked

MAX_REASON = 300
NAMED = 3  # of many, so many are called by name

STATES = {
    State.TODO: gettext_lazy("まだ"),
    State.NOW: gettext_lazy("いまここ"),
    State.WAITING: gettext_lazy("確認待ち"),
    State.DONE: gettext_lazy("済み"),
    State.SENT_BACK: gettext_lazy("差し戻し"),
    State.NOT_APPLICABLE: gettext_lazy("対象外"),
}

TOOK = {
    "15": gettext_lazy("〜15分"),
    "30": gettext_lazy("30分"),
    "60": gettext_lazy("1時間"),
    "more": gettext_lazy("それ以上"),
}

# What the record says of acts on runs; registered with common/audit in AppConfig.ready().
ACTS: Mapping[str, Any] = {
    "run.opened": gettext_lazy("実行をはじめた"),
    "run.finished": gettext_lazy("実行を終えた"),
    "run.reopened": gettext_lazy("実行が開き直された"),
    "run.stopped": gettext_lazy("実行をとりやめた"),
    "run.moved": gettext_lazy("実行を新しい版へ移した"),
    "run.kept": gettext_lazy("実行をいまの版のままにした"),
    "run.together_asked": gettext_lazy("一緒に回そうと誘った"),
    "run.together_ended": gettext_lazy("一緒に回すのを、次の機会にした"),
    "errand.added": gettext_lazy("ひとこと仕事を足した"),
    "task.checked": gettext_lazy("確かめた"),
    "task.finished": gettext_lazy("工程を終えた"),
    "task.confirmed": gettext_lazy("確認のしるしを残した"),
    "task.differs": gettext_lazy("二人の数字が合わなかった"),
    "task.difference_explained": gettext_lazy("差の理由を残した"),
    "task.sent_back": gettext_lazy("差し戻した"),
    "task.skipped": gettext_lazy("対象外にした"),
    "task.ruled_out": gettext_lazy("条件に当たらず、対象外になった"),
    "task.ruled_in": gettext_lazy("条件の答えが変わり、まだに戻った"),
    "task.prepared": gettext_lazy("先に用意した"),
    "task.undone": gettext_lazy("元に戻した"),
    "task.redone": gettext_lazy("やり直した"),
    "task.taken_over": gettext_lazy("代わりに進めた"),
    "task.reassigned": gettext_lazy("頼んだ"),
    "task.received": gettext_lazy("受け取った"),
    "task.postponed": gettext_lazy("見る日を変えた"),
    "task.evidence_attached": gettext_lazy("書類を添えた"),
    "task.evidence_detached": gettext_lazy("書類を外した"),
    "run.subjects_added": gettext_lazy("対象の人を足した"),
    "run.subjects_taken_out": gettext_lazy("対象から外した"),
    "cells.finished": gettext_lazy("まとめて済みにした"),
    "cells.skipped": gettext_lazy("まとめて対象外にした"),
    "cells.reminded": gettext_lazy("まだの人に知らせた"),
    "cells.undone": gettext_lazy("まとめて元に戻した"),
    "task.noted": gettext_lazy("覚え書きを残した"),
    "share.made": gettext_lazy("社外の人と共有した"),
    "share.extended": gettext_lazy("共有の日を変えた"),
    "share.keeper_named": gettext_lazy("共有の受け持ちを替えた"),
    "share.papers_given": gettext_lazy("共有で渡す書類を選び直した"),
    "share.link_made": gettext_lazy("共有のリンクを出した"),
    "share.revoked": gettext_lazy("共有を取り消した"),
    "share.ended": gettext_lazy("共有が終わり、残った工程が戻った"),
    "share.opened": gettext_lazy("共有のリンクを開いた"),
    "share.visited": gettext_lazy("共有された実行を見た"),
    "share.step_seen": gettext_lazy("共有された工程を見た"),
    "share.paper_taken": gettext_lazy("共有された書類を受け取った"),
    "task.errand_finished": gettext_lazy("頼んだひとこと仕事が終わった"),
    "task.errand_stopped": gettext_lazy("頼んだひとこと仕事がとりやめになった"),
    "task.errand_reopened": gettext_lazy("頼んだひとこと仕事が開き直された"),
}


def sentences(refusal: NotAllowed) -> list[str]:
    """One sentence per problem."""
    return [sentence(problem, refusal.facts) for problem in refusal.problems]


def sentence(problem: StrEnum, facts: Mapping[str, Any]) -> str:
    if problem in _WITH_FACTS:
        return str(_WITH_FACTS[problem](facts))
    return str(_PLAIN.get(problem, problem))


_PLAIN: Mapping[str, Any] = {
    Together.NOT_ASKED: gettext_lazy("実行をはじめるのは管理部の人です。頼んでください。"),
    Together.ONESELF: gettext_lazy("一緒に回す、ほかの人を選んでください。"),
    Together.CANNOT_COME: gettext_lazy("この人には、いまこの手順を見せられません。ほかの人を選んでください。"),
    Together.OTHERS_GO: gettext_lazy("この実行は、もう二人で回すことになっています。"),
    Together.NOT_INVITED: gettext_lazy("誘われた人だけが答えられます。"),
    Together.NOT_INVITING: gettext_lazy("取り下げられるのは、誘った人です。"),
    Together.ENDED: gettext_lazy("この誘いは、もう終わっています。"),
    Problem.RUN_CLOSED: gettext_lazy("この実行はもう閉じています。直すときは「やり直す」から始めます。"),
    Problem.WRONG_STATE: gettext_lazy("この工程の状態が変わっていました。いまの状態を確かめてください。"),
    Problem.NOT_YET: gettext_lazy("まだ順番が来ていません。前の工程が済むと進めます。"),
    Problem.NOT_ASKED: gettext_lazy("この工程は別の部署か役割に頼まれています。担当に声をかけてください。"),
    Problem.OWN_WORK: gettext_lazy("自分の仕事は、別の人が確かめます。ほかの人に頼めます。"),
    Problem.RULED_OUT: gettext_lazy("条件で対象外になった工程です。条件の答えを書いた工程をやり直すと、変わります。"),
    Problem.NOTHING_TO_PREPARE: gettext_lazy(
        "先に用意する物の一覧が変わっていました。開き直して、もう一度お願いします。"
    ),
    Problem.SAME_DAY: gettext_lazy("日を改めて、明日からあとに確かめます。急ぐときは、ほかの人に頼めます。"),
    Problem.FOR_ANOTHER_CHECKER: gettext_lazy("この確認は、決まった人を待っています。"),
    Problem.NO_REASON: gettext_lazy("理由を一言書くと、進めます。"),
    Problem.NO_FIGURE: gettext_lazy("数字を入れてください。前の人の数字は見えません。"),
    Problem.NOT_OWN_ACT: gettext_lazy("元に戻せるのは本人だけです。「やり直す」なら理由をつけて開き直せます。"),
    Problem.UNDO_TOO_LATE: gettext_lazy("30分を過ぎたので元に戻せません。「やり直す」なら履歴を残して開き直せます。"),
    Problem.ACTED_ON: gettext_lazy("このあとの工程がもう進んでいます。「やり直す」なら履歴を残して開き直せます。"),
    Problem.CANNOT_TAKE: gettext_lazy("その人には渡せません。ほかの人を選んでください。"),
    Problem.PERSONAL_NUMBER: gettext_lazy(
        "マイナンバーらしい12桁の数字は預かりません。「受け取った・確かめた・廃棄した」の印だけを残してください。"
    ),
    Problem.TOO_LONG: gettext_lazy(
        "長すぎました。覚え書きは2,000字、理由は300字（対象から外すときは200字）、名前は100字までです。短くしてください。"
    ),
    Problem.EMPTY_NOTE: gettext_lazy("覚え書きを一言書いてください。"),
    Problem.OPEN_ALREADY: gettext_lazy("その日の実行はもう開いています。実行中の一覧から続けられます。"),
    Problem.NO_FILE: gettext_lazy("添えるファイルを選んでください。"),
    Problem.BAD_PAPER: gettext_lazy(
        "書類の日付か金額を読めませんでした。日付は11/25、金額は12,715,430のように書いてください。"
    ),
    Problem.MAY_NOT_MOVE: gettext_lazy("版を移せるのは、この手順を公開できる人です。担当に声をかけてください。"),
    Problem.NEWER_EDITION: gettext_lazy(
        "見ている間に、もっと新しい版が公開されました。下の見込みを見てから選び直してください。"
    ),
    Problem.MOVED_MEANWHILE: gettext_lazy(
        "見ている間に実行が新しい版へ移り、工程の番号が変わりました。いまの工程を見てから進めてください。"
    ),
    Sharing.NOT_YOURS: gettext_lazy("社外の人との共有は、部長と担当ができます。声をかけてください。"),
    Sharing.SEALED: gettext_lazy("封のあるものは、社外の人とは共有しません。封を開けてからにしてください。"),
    Sharing.RUN_CLOSED: gettext_lazy("この実行はもう閉じています。共有できるのは進行中の実行です。"),
    Sharing.NOT_OUTSIDE: gettext_lazy("社外の人ではないか、もういない人です。別の人を選んでください。"),
    Sharing.KEEPER_CANNOT: gettext_lazy("受け持ちは、この実行を見られる管理部の人にしてください。"),
    Sharing.NO_STEPS: gettext_lazy("渡す工程を一つ以上選んでください。"),
    Sharing.GIVEN_ALREADY: gettext_lazy("選んだ工程は、もう共有してあります。いまの様子を見てから選び直してください。"),
    Sharing.NOT_OF_THIS_RUN: gettext_lazy("選んだ工程か書類が変わっていました。開き直して、選び直してください。"),
    Sharing.UNTIL_PASSED: gettext_lazy("終わりの日が過ぎています。今日からあとの日を入れてください。"),
    Sharing.UNTIL_TOO_FAR: gettext_lazy("共有は180日までです。近い日にして、要るときに延ばしてください。"),
    Sharing.IS_OVER: gettext_lazy("この共有はもう終わっています。続けるときは、新しく共有してください。"),
    Problem.NO_WORDS: gettext_lazy("知らせる文を書いてください。〈名前〉は、一人ずつの名前に変わります。"),
    Problem.NOBODY_LEFT: gettext_lazy("この工程に、まだの人はいません。"),
    Problem.REMINDED_TODAY: gettext_lazy("まだの人には、今日もう知らせました。同じ日に二度は知らせません。"),
    Problem.NO_CHOICE: gettext_lazy("実行ごとに、どちらかを選んでください。選ばない実行はそのままです。"),
    Problem.BY_SUBJECT: gettext_lazy("人ごとに進める工程です。「人と工程」の表から進めてください。"),
    Problem.BY_STEP: gettext_lazy(
        "人ごとの作業は、工程の担当がまとめて持っています。工程のほうから引き受けてください。"
    ),
    Problem.ONE_BY_ONE: gettext_lazy(
        "数字や書類を残す工程なので、まとめて済みにはできません。一人ずつ開いて進めてください。"
    ),
    Problem.SUBJECT_LEFT: gettext_lazy("この人は対象から外れています。進めるなら、対象に戻してください。"),
    Problem.NOBODY_CHOSEN: gettext_lazy("だれも選ばれていません。進める人に印を付けてください。"),
    Problem.NO_GRID: gettext_lazy("この手順には、人ごとに進める工程がありません。"),
    FileProblem.EMPTY: gettext_lazy("ファイルの中身が空でした。選び直してください。"),
    FileProblem.TOO_LARGE: gettext_lazy("20MBまで預かれます。小さくするか、分けて添えてください。"),
    FileProblem.KIND_NOT_KNOWN: gettext_lazy(
        "この種類のファイルは預かれません。PDF・画像・Excel・Word・CSVのどれかにしてください。"
    ),
    FileProblem.NAME_DOES_NOT_FIT: gettext_lazy(
        "ファイル名の末尾と中身が合いません。元の名前のまま選び直してください。"
    ),
}


def _not_all(facts: Mapping[str, Any]) -> str:
    return _("%(names)sは、いま進められません。%(why)s ほかの人も、まだ進めていません。") % {
        "names": _some(list(facts.get("names", ()))),
        "why": str(facts.get("why", "")),
    }


def _too_many(facts: Mapping[str, Any]) -> str:
    said = {"count": f"{facts.get('count', 0):,}", "most": f"{facts.get('most', 0):,}"}
    return (
        _(
            "対象が%(count)s名になります。一つの表に入るのは%(most)s名までです。部署ごとなどに分けて、実行をはじめてください。"
        )
        % said
    )


def _in_grid(facts: Mapping[str, Any]) -> str:
    return _("%(names)sは、もう対象に入っています。") % {"names": _some(list(facts.get("names", ())))}


def _some(names: list[str]) -> str:
    """A few names, and how many more."""
    shown = "、".join(_("%(name)sさん") % {"name": name} for name in names[:NAMED])
    more = len(names) - NAMED
    return _("%(names)sほか%(count)d名") % {"names": shown, "count": more} if more > 0 else shown


def sentences_outside(refusal: NotAllowed) -> list[str]:
    """断るわけ to somebody from outside: never who of the house has the step or did it."""
    facts = {key: value for key, value in refusal.facts.items() if key not in {"by", "at", "holder", "title"}}
    return [str(_OUTSIDE[problem]) if problem in _OUTSIDE else sentence(problem, facts) for problem in refusal.problems]


_OUTSIDE: Mapping[str, Any] = {
    Problem.OF_ANOTHER: gettext_lazy("この工程は、いま会社の中で進めています。"),
    Problem.NOT_ASKED: gettext_lazy("この工程は、いま会社の中で進めています。"),
    Problem.BY_SUBJECT: gettext_lazy("この工程は、いま会社の中で進めています。"),
    Problem.RUN_CLOSED: gettext_lazy("この実行はもう閉じています。"),
    Problem.RULED_OUT: gettext_lazy("この工程は、今回はいりません。"),
    Problem.UNDO_TOO_LATE: gettext_lazy("30分を過ぎたので元に戻せません。受け持ちの人に知らせてください。"),
    Problem.ACTED_ON: gettext_lazy("このあとがもう進んでいます。受け持ちの人に知らせてください。"),
    Problem.NOT_OWN_ACT: gettext_lazy("元に戻せるのは本人だけです。"),
}


def share_subject() -> str:
    return _("作業の共有のお知らせ")


def share_mail(name: str, company: str, keeper: str, until: date) -> str:
    """Holds {link} for the job; says nothing of what is shared."""
    day = _("%(month)d月%(day)d日") % {"month": until.month, "day": until.day}
    lead = _("%(company)sの%(keeper)sから、作業が共有されています。") % {"company": company, "keeper": keeper}
    lasts = _("%(day)sまで開けます。") % {"day": day}
    rest = _("覚えのないときは、何もしないでください。")
    return f"{_('%(name)sさん') % {'name': name}}\n\n{lead}\n\n{{link}}\n\n{lasts}\n{rest}\n"


def _first_was(facts: Mapping[str, Any]) -> str:
    if not facts.get("by") or not facts.get("at"):
        return _("この工程はもう済んでいます。")
    moment = localtime(facts["at"])
    return _("先に%(name)sさんが%(time)sに終えました。") % {"name": family(facts["by"]), "time": clock(moment)}


def _held(facts: Mapping[str, Any]) -> str:
    if not facts.get("holder"):
        return _("ほかの人が持っています。代わりに進めるなら「代わりに進める」を押してください。")
    return _("%(name)sさんが持っています。代わりに進めるなら「代わりに進める」を押してください。") % {
        "name": family(facts["holder"])
    }


def _left(facts: Mapping[str, Any]) -> str:
    checks = list(facts.get("checks", ()))
    return _("あと%(count)s確かめると、次に進めます：%(what)s") % {
        "count": count_words(len(checks)),
        "what": _names(check.text for check in checks),
    }


def _papers_left(facts: Mapping[str, Any]) -> str:
    return _("根拠の書類を添えると、次に進めます：%(what)s") % {"what": _names(facts.get("evidence", ()))}


def _bad_answer(facts: Mapping[str, Any]) -> str:
    what = _names(check.text for check in facts.get("checks", ()))
    return _("読み取れませんでした：%(what)s。数は12,715,430、日付は11/25のように書いてください。") % {"what": what}


def _changed(facts: Mapping[str, Any]) -> str:
    what = _names(check.text for check in facts.get("checks", ()))
    return _("開いている間に、ほかの人が書き換えました：%(what)s。いまの内容を見てから書いてください。") % {
        "what": what
    }


def _moved_first(facts: Mapping[str, Any]) -> str:
    run = facts["run"]
    named = {"title": f"{run.title}　{run.label}".strip(), "number": facts["number"]}
    return _("「%(title)s」は、先に第%(number)d版へ移されていました。いまの様子を見てから選んでください。") % named


_WITH_FACTS: Mapping[str, Any] = {
    Problem.MOVED_ALREADY: _moved_first,
    Problem.ALREADY_DONE: _first_was,
    Problem.OF_ANOTHER: _held,
    Problem.CHECKS_LEFT: _left,
    Problem.PART_WRONG: lambda facts: " ".join(facts.get("said", ())),
    Problem.EVIDENCE_LEFT: _papers_left,
    Problem.BAD_ANSWER: _bad_answer,
    Problem.ANSWER_CHANGED: _changed,
    Problem.NOT_ALL: _not_all,
    Problem.TOO_MANY_SUBJECTS: _too_many,
    Problem.IN_GRID_ALREADY: _in_grid,
}


NAME = "〈名前〉"


def reminder_text(run: str, title: str, due_on: date, keeper: str, today: date) -> str:
    """知らせの文: ready to be sent, and to be changed before."""
    said = {
        "name": NAME,
        "run": run,
        "title": title,
        "day": day_words(due_on, today),
        "who": _("%(name)sさん") % {"name": family(keeper)} if keeper else _("管理部"),
    }
    if due_on < today:
        line = _("%(run)sの「%(title)s」がまだ済んでいません。%(day)sの締切が残っているので、今日お願いします。") % said
    else:
        line = _("%(run)sの「%(title)s」がまだ済んでいません。%(day)sまでにお願いします。") % said
    return "\n".join([_("%(name)sさん") % said, line, _("わからない所は、%(who)sに聞いてください。") % said])


def named(text: str, name: str) -> str:
    return text.replace(NAME, family(name))


def _names(texts: Iterable[str]) -> str:
    shown = [f"「{text}」" for text in texts]
    return "".join(shown[:3]) + (_("ほか%d件") % (len(shown) - 3) if len(shown) > 3 else "")


def family(name: str) -> str:
    """姓: 「佐伯 悠」 is called 佐伯さん."""
    return name.replace("\u3000", " ").split(" ", 1)[0]


def clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def ruled_out_words(outline: Outline, step_key: str) -> str:
    """条件に当たらない：もし「いちばん大きい額」が100,000以上なら. The answer itself is not told: it may be veiled."""
    rule = rules(outline).get(step_key)
    said = "／".join(asked(one) for one in rule.all()) if rule else ""
    return (_("条件に当たらない：%(condition)s") % {"condition": said})[:MAX_REASON]


def gone_words(number: int) -> str:
    """版で外れた: why a step that the edition has no more does not apply."""
    return _("版%(number)dで外れた") % {"number": number}


def period_label(period: Period) -> str:
    """2026年11月分, 2026年度, 2026年第3四半期 …"""
    words = {
        Every.MONTH: _("%(year)d年%(number)d月分"),
        Every.QUARTER: _("%(year)d年度第%(number)d四半期"),
        Every.YEAR: _("%(year)d年"),
        Every.FISCAL_YEAR: _("%(year)d年度"),
        Every.WEEK: _("%(year)d年第%(number)d週"),
    }
    return words[period.every] % {"year": period.year, "number": period.number or 0}


ALTERED: Mapping[str, tuple[Any, str, Any]] = {
    "new": (gettext_lazy("足す"), "ok", ""),
    "gone": (gettext_lazy("外す"), "near", gettext_lazy("対象外になります。")),
    "renamed": (gettext_lazy("変える"), "", gettext_lazy("名前")),
    "gate": (gettext_lazy("変える"), "", gettext_lazy("関所")),
    "said": (gettext_lazy("変える"), "", gettext_lazy("書いてあること")),
    "held_back": (
        gettext_lazy("入れない"), "plain", gettext_lazy("もう進んだ所に立つ工程です。さかのぼれば入ります。"),
    ),
}  # fmt: skip


def would_change(what: str, title: str, number: int, before: str, after: str) -> Told:
    """変わることの一行: what a newer edition would change in an open run."""
    tag, tone, said = ALTERED[what]
    step = _("工程%(number)d　%(title)s") % {"number": number, "title": title} if number else f"「{title}」"
    if what == "gate":
        before, after = (str(GATES[GateKind(kind)]) or _("関所なし") for kind in (before, after))
    lines = (before,) if before else (), (after,) if after else ()
    return Told(str(tag), tone, f"{step}　{said}".strip(), *lines)


FOR_MANY = frozenset({
    *("cells.finished", "cells.skipped", "cells.undone"), *("run.subjects_added", "run.subjects_taken_out"),
})  # fmt: skip


def was_decided(act: str, facts: Mapping[str, Any]) -> list[str]:
    """移したあとの一行ずつ: what the record keeps of `run.moved` and `run.kept`; of acts for many, for whom."""
    if act in FOR_MANY and isinstance(names := facts.get("names"), list):
        return [_some(names)]
    if act not in {"run.moved", "run.kept"} or not {"from", "to"} <= facts.keys():
        return []
    if act == "run.kept":
        return [_("第%(to)d版が出ていますが、第%(from)d版のまま進めます。") % facts]
    renamed = [f"{before}→{after}" for before, after in facts.get("renamed", ())]
    parts = [
        (_("足した：%s"), facts.get("new")),
        (_("外した：%s"), facts.get("gone")),
        (_("名前を変えた：%s"), renamed),
        (_("関所を変えた：%s"), facts.get("gates")),
        (_("書いてあることを変えた：%s"), facts.get("said")),
        (_("入れなかった：%s"), facts.get("held_back")),
        (_("もう一度確かめる：%s"), facts.get("asked_again")),
    ]
    whole = _("第%(from)d版から第%(to)d版へ。") % facts
    if facts.get("backdated"):
        whole += _("さかのぼって足しました。")
    return [whole, *(line % "".join(f"「{title}」" for title in titles) for line, titles in parts if titles)]


def table_of(heads: Iterable[Any], rows: Iterable[tuple[Any, Mapping[int, Any]]]) -> list[list[str]]:
    """人と工程の表 in words, a row each: name, department, then every step's state with its day."""
    columns = list(heads)
    first = [_("名前"), _("部署"), *(f"{head.number} {head.title}" for head in columns), _("備考")]
    return [first, *(_line_of(row, cells, columns) for row, cells in rows)]


def _line_of(row: Any, cells: Mapping[int, Any], heads: Iterable[Any]) -> list[str]:
    said = [_cell_words(cells.get(head.pk)) for head in heads]
    left = _("対象から外した：%(reason)s") % {"reason": row.left_reason} if row.left_at else ""
    return [row.name, row.department.name if row.department else "", *said, left]


def _cell_words(cell: Any) -> str:
    if cell is None:
        return ""
    word = str(STATES[State(cell.state)])
    if cell.state == State.DONE and cell.done_at:
        return f"{word} {localtime(cell.done_at):%Y-%m-%d}"
    return f"{word}（{cell.reason}）" if cell.reason else word


def cover_words(absent: str, away: Away, on: date, *, by: StandIn | None, by_name: str = "", mine: bool = False) -> str:
    """代わりの一文: 佐伯さんは12月4日（金）まで休みです。代わりの順の1番目です。"""
    return away_words(absent, away, on) + _who_stands_in(by, by_name, mine=mine)


def _who_stands_in(by: StandIn | None, name: str, *, mine: bool) -> str:
    if by is None:
        return _("代わりの人が決まっていないので、部署のだれでも進められます。")
    if not mine:
        return _("いまは%(name)sが代わりです。") % {"name": who_words(name)}
    return _("代わりの順の%(place)d番目です。") % {"place": by.place} if by.place else _("この実行の担当です。")


def stand_in_words(by: StandIn | None, name: str) -> str:
    """だれにたずねるか: 森田さん（代わりの順の1番目）."""
    if by is None:
        return _("部署のだれか（代わりの順に、来られる人がいません）")
    words = {"name": who_words(name), "place": by.place}
    return (_("%(name)s（代わりの順の%(place)d番目）") if by.place else _("%(name)s（この実行の担当）")) % words


def invitation_text(title: str) -> str:
    """誘う言葉, ready to be changed."""
    return _(
        "次の「%(title)s」を、一緒に回してもらえますか。分からない所は、その場で一緒に手順に足していきましょう。"
    ) % {"title": title}

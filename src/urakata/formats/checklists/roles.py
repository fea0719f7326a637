"""役割の名: whom a box names at its start (`Manager:` `(Manager)` `@manager` `**Manager**` 【総務】), and who it is."""

import re
from dataclasses import dataclass

from urakata.core.outline import Who, WhoKind
from urakata.core.viewer import RoleName


@dataclass(frozen=True, slots=True)
class Role:
    """役割の名 as the checklist spells it."""

    name: str

    @property
    def who(self) -> Who:
        """だれ: our roles where one fits; other names are taken for a department."""
        folded = self.name.casefold()
        if folded in _MANAGERS:
            return Who(WhoKind.ROLE, RoleName.MANAGER.value)
        if folded.startswith("new ") or folded in _SUBJECTS:
            return Who(WhoKind.SUBJECT, self.name)
        if folded in _OUTSIDE:
            return Who(WhoKind.OUTSIDE, self.name)
        return Who(WhoKind.DEPARTMENT, self.name)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MANAGERS = frozenset({"manager", "line manager", "hiring manager", "people manager", "supervisor"})
_MANAGERS |= _words("上長 上司 マネージャー 部門長")
_SUBJECTS = _words("team-member employee hire starter joiner leaver 本人 新入社員 入社者 退職者 従業員 社員 新人") | {
    "team member"
}
_OUTSIDE = _words("contractor vendor consultant 社労士 税理士 弁護士 司法書士 会計士 産業医 業者 派遣元")

# A phrase is a role when it ends in one of these (Hiring Manager, System Owner), or begins so before "of" (Head of IT).
_NOUNS = _words(
    """accountant accounting admin administrator agent all analyst approver assistant board boss buddy candidate ceo cfo
    chair chief cio ciso colleague connect consultant contractor controller coo coordinator cto department designer desk
    developer director dri employee engineer engineering everyone executive experience expert facilities finance group
    guardian head helpdesk hire hr hrbp infosec intern it joiner lead leader leaver legal maintainer manager marketing
    member mentor office officer operations operator ops owner partner payroll people peopleops person president
    procurement purchasing receptionist recruiter recruiting recruitment reporter representative requester reviewer
    sales secretary security specialist sponsor staff starter student submitter supervisor support team teammate tech
    technician trainee trainer treasurer user vendor volunteer vp workplace"""
)
# Over a group of boxes these name what it is about, not who does it.
_TOPICS = _words(
    """admin administration all accounting connect engineering experience facilities finance group legal marketing
    operations payroll people procurement purchasing recruiting recruitment sales security support team tech user
    workplace"""
)
_DEEDS = _words(
    """add all ask assign call check contact create email ensure for from get give grant if inform introduce invite meet
    message notify ping remind remove request review see send set share tell the to update with your"""
)
_JAPANESE_NOUNS = (
    "部 課 室 係 チーム 担当 担当者 責任者 管理者 承認者 依頼者 申請者 部長 課長 係長 室長 店長 所長 社長 部門長 "
    "上長 上司 本人 人事 労務 総務 経理 法務 情シス 情報システム 新入社員 入社者 退職者 従業員 社員 新人 "
    "マネージャー リーダー メンター バディ 先輩 社労士 税理士 弁護士 司法書士 会計士 産業医 業者 派遣元"
)
_NO_ROLES = _words("全部 一部 内部 外部 細部 会議室 教室 関係 支部 all")

_PHRASE = r"[A-Za-z][\w&/.'’-]*(?: (?:and |& |/ )?[\w&/.'’-]+){0,4}"
_JAPANESE = r"[一-龠々ァ-ヶーA-Za-z]{0,10}(?:" + "|".join(_JAPANESE_NOUNS.split()) + ")"

_NAME = rf"(?P<name>{_PHRASE}|{_JAPANESE})"
_STARTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<bold>\*\*|__)?{_NAME}\s*(?(bold)(?:[:：]\s*(?P=bold)|(?P=bold)\s*[:：]?)|[:：])(?!//)\s*",
        rf"(?:\({_NAME}\)(?!\()|\[{_NAME.replace('name', 'square')}\](?![(\[])|（{_NAME.replace('name', 'wide')}）"
        rf"|【{_NAME.replace('name', 'lens')}】)\s*[:：]?\s*",
        r"@`?(?P<name>[A-Za-z][\w-]*)`?(?![\w@.])\s*[:：]?\s*",
    )
)
_EMOJI = re.compile(r"(?::[a-z0-9_+-]+:\s*)+")
_COLON = re.compile("[:：]")
_ONLY = re.compile(r"\s+only$|のみ$", re.IGNORECASE)


def split_role(text: str) -> tuple[Role | None, str]:
    """Whom the text names at its start, and the text without it."""
    emoji = _EMOJI.match(text)
    before, text = (emoji[0], text[emoji.end() :]) if emoji else ("", text)
    for start in _STARTS:
        found = start.match(text[:120])
        if not found:
            continue
        name = next(found[group] for group in ("name", "square", "wide", "lens") if found.groupdict().get(group))
        name = _ONLY.sub("", name.strip())
        at_sign, bare_bold = found[0].startswith("@"), found[0].startswith(("**", "__")) and not _COLON.search(found[0])
        if at_sign or (is_role(name) and not (bare_bold and name.casefold() in _TOPICS)):
            return Role(name), before + text[found.end() :].strip()
    return None, before + text


def group_role(text: str) -> Role | None:
    """A line that is nothing but a role names who does the boxes below it."""
    bare = text.strip()
    marked = bare.startswith(("**", "__")) or bare.endswith((":", "："))
    if not marked or "\n" in bare:
        return None
    role, rest = split_role(bare)
    return role if role is not None and not rest and role.name.casefold() not in _TOPICS else None


def is_role(name: str) -> bool:
    """役割らしいか: ends in a word for somebody, or says so before "of"; never a deed (Email team)."""
    words = name.casefold().replace("/", " ").replace("-", " ").split()
    if not words or name in _NO_ROLES or (len(words) > 1 and words[0] in _DEEDS):
        return False
    if re.fullmatch(_JAPANESE, name) or ("of" in words[1:] and words[0] in _NOUNS):
        return True
    return bool({words[-1].rstrip("."), words[-1].removesuffix("s")} & _NOUNS)

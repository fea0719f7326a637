"""だれ: departments, people and roles by the words of a cell; nobody is guessed."""

import re
from dataclasses import dataclass

from urakata.core.normalise import fold
from urakata.core.outline import Who, WhoKind
from urakata.core.viewer import RoleName
from urakata.formats.documents.texts_ja import folded
from urakata.formats.documents.values import Names

ROLE_WORDS = {
    RoleName.LEAD: "部長 管理部長 責任者 管理部の責任者 管理責任者",
    RoleName.OFFICE: "担当 担当者 管理部 管理部担当 事務担当 事務 バックオフィス",
    RoleName.TEMP: "派遣 派遣社員",
    RoleName.MANAGER: "上長 上司 課長 所属長 部門長 直属の上司 所属長・上長",
}
SUBJECTS = "本人 対象者 新入社員 入社者 退職者 従業員 社員 各自 本人（入社者） 申請者 被保険者"
OUTSIDE = """
    社労士 税理士 弁護士 司法書士 会計士 産業医 業者 外部 社会保険労務士 公認会計士 会計事務所 社労士事務所 税理士事務所
"""

_ROLES = {fold(word): role for role, words in ROLE_WORDS.items() for word in words.split()}
_SUBJECTS = {fold(word): word for word in SUBJECTS.split()}
_OUTSIDE = {fold(word): word for word in OUTSIDE.split()}
_TITLE = re.compile(r"(?:さん|様|氏|くん|君)$")
_DEPARTMENT_ENDING = re.compile(r"(?:担当者?|チーム|グループ|部門|部|課|係|室)$")
_SEVERAL = re.compile(r"[、,・/／&＆\n→⇒+＋]|\sと\s|および|及び|または")


@dataclass(frozen=True, slots=True)
class Known:
    """知っている人: the names of the company, folded once for a whole table."""

    departments: dict[str, str]
    people: dict[str, str]
    surnames: dict[str, str]  # those that only one person has

    @classmethod
    def of(cls, names: Names) -> "Known":
        surnames: dict[str, list[str]] = {}
        for name in names.people:
            surnames.setdefault(fold(name.replace("　", " ").split(" ")[0]), []).append(name)
        return cls(
            {fold(name): name for name in names.departments},
            {fold(name): name for name in names.people},
            {surname: found[0] for surname, found in surnames.items() if surname and len(found) == 1},
        )

    def who(self, text: str) -> Who | None:
        """だれ, or None where nobody of that name is known."""
        said = folded(text)
        if not said or len(said) > 40:
            return None
        bare = _TITLE.sub("", said)
        if department := self._department(bare):
            return Who(WhoKind.DEPARTMENT, department)
        if person := self._person(bare):
            return Who(WhoKind.PERSON, person)
        return _role(fold(bare))

    def whose(self, heading: str) -> Who | None:
        """だれの列か: 「西野」, or 「担当 西野」 where the heading stands in two lines."""
        return self.who(heading) or self.who(heading.split(" ")[-1])

    def _department(self, said: str) -> str | None:
        for word in (said, said.replace("　", " ").split(" ")[-1], _DEPARTMENT_ENDING.sub("", said)):
            if found := self.departments.get(fold(word)) if fold(word) else None:
                return found
        return next(
            (self.departments[key] for key in (fold(said + end) for end in "部課係室") if key in self.departments), None
        )

    def _person(self, said: str) -> str | None:
        key = fold(said)
        return self.people.get(key) or self.surnames.get(key) if key else None


def several(text: str) -> list[str]:
    """何人か: 「佐伯、森田」 names two."""
    return [part.strip() for part in _SEVERAL.split(text) if part.strip()]


def _role(key: str) -> Who | None:
    if role := _ROLES.get(key):
        return Who(WhoKind.ROLE, role.value)
    if subject := _SUBJECTS.get(key):
        return Who(WhoKind.SUBJECT, subject)
    return Who(WhoKind.OUTSIDE, _OUTSIDE[key]) if key in _OUTSIDE else None

"""名簿を読む: a block pasted from Excel, its headings recognised however they are called."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake
from urakata.core.normalise import fold
from urakata.core.personal_number import is_asked_for, looks_like_one
from urakata.core.viewer import RoleName
from urakata.features.company.queries.pasting import CellProblem, PastedRow, Value, Wrong
from urakata.formats.tables import table

MOST_ROWS = 3000

HEADINGS = {
    "name": "氏名 名前 社員名 従業員名 お名前 姓名 name fullname",
    "family": "姓 苗字 名字 lastname",
    "given": "名 firstname",
    "kana": "フリガナ 氏名カナ カナ カナ氏名 氏名フリガナ よみ 読み 読み仮名 よみがな kana",
    "family_kana": "セイ 姓カナ 姓フリガナ",
    "given_kana": "メイ 名カナ 名フリガナ",
    "number": "社員番号 社員コード 社員no 社員id 社番 従業員番号 従業員コード 職員番号 番号 no id employeeid",
    "department": "部署 部署名 所属 所属部署 所属名 部門 部門名 部 課 department",
    "title": "役職 役職名 肩書 肩書き title",
    "email": "メール メールアドレス eメール email mail 電子メール アドレス",
    "hired_on": "入社日 入社年月日 採用日 入職日 雇入日 hired hiredon",
    "leaves_on": "退職日 退職年月日 退社日 退職予定日 離職日 leaveson",
    "birth_on": "生年月日 誕生日 birthday birthon",
    "role": "役割 権限 ロール role",
}
COLUMN_OF = {fold(heading): column for column, headings in HEADINGS.items() for heading in headings.split()}
ROLE_WORDS = {
    RoleName.OWNER: "設定の持ち主 持ち主 オーナー owner",
    RoleName.LEAD: "部長 管理部長 責任者 lead",
    RoleName.OFFICE: "担当 担当者 管理部 office",
    RoleName.TEMP: "派遣 派遣・期間つき 期間つき temp",
    RoleName.MANAGER: "上長 課長 manager",
    RoleName.EMPLOYEE: "社員 従業員 employee",
    RoleName.OUTSIDE: "社外 外部 社労士 税理士 outside",
}
ROLE_OF = {fold(word): role for role, words in ROLE_WORDS.items() for word in words.split()}
LONGEST = {"name": 100, "kana": 100, "number": 30, "department": 100, "title": 60, "email": 254}
PARTS = {"family": "name", "given": "name", "family_kana": "kana", "given_kana": "kana"}


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """読めた名簿: `problem` is set where nothing could be read at all."""

    rows: list[PastedRow] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # headings that nothing was made of
    personal_numbers: list[str] = field(default_factory=list)  # headings that ask for マイナンバー
    problem: str = ""  # empty | no_headings | too_many


def read_people(text: str) -> PeopleTable:
    """名簿を読む: headings from the first line; a column of マイナンバー stops everything (design §4.14)."""
    found = table(text)
    if len(found.rows) < 2:
        return PeopleTable(problem="empty" if not found.rows else "no_rows")
    if len(found.rows) > MOST_ROWS + 1:
        return PeopleTable(problem="too_many")
    headings = found.rows[0]
    if forbidden := [heading.strip()[:40] for heading in headings if is_asked_for(heading)]:
        return PeopleTable(personal_numbers=forbidden)
    columns = [COLUMN_OF.get(fold(heading), "") for heading in headings]
    if not {"name", "family"} & set(columns):
        return PeopleTable(problem="no_headings")
    rows = [_row(cells, columns, line) for cells, line in zip(found.rows[1:], found.lines[1:], strict=True)]
    unread = [head.strip()[:40] for head, column in zip(headings, columns, strict=True) if head.strip() and not column]
    return PeopleTable(rows, [column for column in columns if column], unread)


def _row(cells: list[str], columns: list[str], line: int) -> PastedRow:
    values: dict[str, Value] = {}
    wrong: list[Wrong] = []
    for column, text in _cells(cells, columns).items():
        try:
            values[column] = READ.get(column, _text)(column, text)
        except _Unreadable as why:
            wrong.append(Wrong(column, why.problem, text[:40]))
    return PastedRow(line, values, tuple(wrong), any(looks_like_one(cell) for cell in cells))


def _cells(cells: list[str], columns: list[str]) -> dict[str, str]:
    """The filled cells by column; 姓 and 名 of two columns become one."""
    found: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        text = " ".join(cell.split())
        if column and text:
            whole = PARTS.get(column, column)
            found[whole] = f"{found[whole]} {text}" if whole in found and column in PARTS else text
    return found


class _Unreadable(Exception):
    def __init__(self, problem: CellProblem) -> None:
        self.problem = problem


def _text(column: str, text: str) -> str:
    if len(text) > LONGEST[column]:
        raise _Unreadable(CellProblem.TOO_LONG)
    return text


def _number(column: str, text: str) -> str:
    return _text(column, normalize("NFKC", text))


def _address(column: str, text: str) -> str:
    address = _text(column, normalize("NFKC", text).lower())
    try:
        validate_email(address)
    except ValidationError:
        raise _Unreadable(CellProblem.NOT_AN_ADDRESS) from None
    return address


def _day(_column: str, text: str) -> date:
    try:
        on = parse_date(text)
    except InputMistake:
        raise _Unreadable(CellProblem.NOT_A_DAY) from None
    if not 1900 <= on.year <= 2100:
        raise _Unreadable(CellProblem.NOT_A_DAY)
    return on


def _role(_column: str, text: str) -> str:
    role = ROLE_OF.get(fold(text))
    if role is None:
        raise _Unreadable(CellProblem.NOT_A_ROLE)
    return role.value


READ: dict[str, Callable[[str, str], Value]] = {
    "number": _number,
    "email": _address,
    "hired_on": _day,
    "leaves_on": _day,
    "birth_on": _day,
    "role": _role,
}

"""人: the 48 people of the sample, those from outside, and as many more as a measurement wants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from urakata.common.accounts.models import Account
from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.config.sample.chance import chance
from urakata.core.viewer import RoleName, operator
from urakata.features.company.models import Department, Person, Posting, Role

DOMAIN = "kodachi.example"

# code · 氏名 · かな · 部署 · 役職 · role
OFFICE = """
kodama 児玉 一郎 こだま いちろう 経営 代表取締役 owner
morita 森田 真由美 もりた まゆみ 管理部 管理部長 lead
saeki 佐伯 悠 さえき ゆう 労務 人事・労務 office
nishino 西野 千尋 にしの ちひろ 経理 経理 office
hayakawa 早川 美咲 はやかわ みさき 労務 労務 office
ueda 植田 聡 うえだ さとし 経理 経理 office
kawabe 川辺 さくら かわべ さくら 人事 人事 office
sawada 沢田 彩 さわだ あや 総務 総務 office
hirose 広瀬 誠 ひろせ まこと 情シス 情報システム office
momose 百瀬 健 ももせ けん 法務 法務 office
"""
OTHERS = """
employee 小林 真帆 こばやし まほ 設計部 設計 employee
foreman 橋本 茂 はしもと しげる 施工管理部 課長 manager
sugimoto 杉本 亮 すぎもと りょう 設計部 設計 employee
takahashi 髙橋 由佳 たかはし ゆか 設計部 設計部長 manager
yoshida 𠮷田 航 よしだ わたる 設計部 設計 employee
miyake 三宅 あかね みやけ あかね 設計部 設計 employee
onodera 小野寺 樹 おのでら いつき 設計部 設計 employee
tachibana 橘 沙織 たちばな さおり 設計部 設計 employee
nagai 永井 智也 ながい ともや 設計部 設計 employee
kuroki 黒木 麻衣 くろき まい 設計部 設計 employee
fukushima 福島 隼 ふくしま しゅん 設計部 設計 employee
amano 天野 千夏 あまの ちなつ 設計部 設計 employee
ebihara 海老原 剛 えびはら ごう 設計部 設計 employee
ishikawa 石川 遥 いしかわ はるか 設計部 設計 employee
fujimoto 藤本 香織 ふじもと かおり 施工管理部 現場監督 employee
ishihara 石原 大輔 いしはら だいすけ 施工管理部 現場監督 employee
murai 村井 拓海 むらい たくみ 施工管理部 現場監督 employee
yamazaki 山﨑 徹 やまざき とおる 施工管理部 現場監督 employee
takano 高野 瑞希 たかの みずき 施工管理部 現場監督 employee
okabe 岡部 隆 おかべ たかし 施工管理部 現場監督 employee
nguyen グエン・ティ・ラン ぐえん てぃらん 施工管理部 施工管理 employee
sekine 関根 浩二 せきね こうじ 施工管理部 現場監督 employee
matsuo 松尾 奈々 まつお なな 施工管理部 施工管理 employee
kudo 工藤 海斗 くどう かいと 施工管理部 施工管理 employee
noguchi 野口 進 のぐち すすむ 施工管理部 現場監督 employee
santos サントス・マルコ さんとす まるこ 施工管理部 施工管理 employee
asai 浅井 勇 あさい いさむ 施工管理部 現場監督 employee
hirano 平野 千恵 ひらの ちえ 施工管理部 施工管理 employee
tanabe 田辺 修 たなべ おさむ 営業部 営業部長 manager
kojima 小島 結衣 こじま ゆい 営業部 営業 employee
shimizu 清水 駿 しみず しゅん 営業部 営業 employee
endo 遠藤 愛 えんどう あい 営業部 営業 employee
watanabe 渡邉 悟 わたなべ さとる 営業部 営業 employee
saito 齋藤 真理 さいとう まり 営業部 営業 employee
arai 新井 蓮 あらい れん 営業部 営業 employee
oyama 大山 友美 おおやま ともみ 購買部 購買課長 manager
kishi 岸 光 きし ひかる 購買部 購買 employee
"""
COMING = "nakamura 中村 葵 なかむら あおい 設計部 設計 employee"
GUESTS = """
ohashi 大橋 直子 おおはし なおこ 総務 派遣 temp
sharoshi 真鍋 律子 まなべ りつこ ー 真鍋社労士事務所 outside
"""
FAMILIES = "青木 池田 上田 江口 大塚 片山 北川 久保 小松 坂本 島田 須藤 瀬川 高田 千葉 土屋 中島 西村 野村 原田"
GIVEN = "明郁海京圭幸咲慎澄千翼時直望春光実優陽玲"
REACHING = {"tachibana": (40, 23), "okabe": (60, 64), "asai": (65, 41)}  # which age, so many days from today
PORTAL_BY_PIN = 11  # the last ones of the list have no address and come in by number


@dataclass(frozen=True, slots=True)
class Line:
    """名簿の一行."""

    code: str
    name: str
    kana: str
    department: str
    title: str
    role: str


def roster(people: int) -> list[Line]:
    """名簿: always the same; the one who comes next is its last of the 48, those added for size follow."""
    own = [*_read(OFFICE), *_read(OTHERS), *_read(COMING)]
    return [*own, *(_added(number) for number in range(len(own), people))]


def guests() -> list[Line]:
    return list(_read(GUESTS))


def _read(table: str) -> Iterator[Line]:
    for words in (line.split() for line in table.strip().splitlines()):
        code, *names, department, title, role = words
        half = len(names) // 2 if len(names) % 2 == 0 else 1  # グエン・ティ・ラン is one word with a kana of two
        yield Line(code, " ".join(names[:half]), " ".join(names[half:]), department, title, role)


def _added(number: int) -> Line:
    """足した人: every fourth works in the office, so that tasks find hands."""
    name = f"{FAMILIES.split()[number % 20]} {GIVEN[number // 20 % 20]}{number}"
    inside = number % 4 == 0
    department = ("経理", "総務", "労務")[number // 4 % 3] if inside else ("設計部", "施工管理部", "営業部")[number % 3]
    return Line(f"p{number}", name, "", department, "", "office" if inside else "employee")


def settle_in(
    lines: list[Line],
    departments: dict[str, Department],
    hired: dict[str, date],
    today: date,
    at: datetime,
    *,
    first: int = 1,
) -> list[Person]:
    """人を置く: accounts, persons and their roles; the keys of the personas are their codes; numbers from `first` on.

    `hired` are the first days of those whose arrival the sample tells of; those of the others are spread over years.
    """
    accounts = _accounts(lines)
    hired = _hired_days(lines, at.date(), first) | hired
    made = [
        Person(
            code=line.code, account=accounts[line.code], name=line.name, kana=line.kana, title=line.title,
            number=None if line.role in {"temp", "outside"} else f"{position:04}",
            department=departments.get(line.department), hired_on=hired.get(line.code),
            birth_on=_birthday(line, hired.get(line.code), today), is_outside=line.role == RoleName.OUTSIDE,
        )
        for position, line in enumerate(lines, start=first)
    ]  # fmt: skip
    with audit.act(by=operator(at.date()), at=at) as record:
        kept = Person.objects.bulk_create(made)
        Role.objects.bulk_create(_roles(lines, kept, departments, today))
        Posting.objects.bulk_create(_postings(kept, at))
        for line, person in zip(lines, kept, strict=True):
            record("person.added", about=person, role=line.role)
    return kept


def _accounts(lines: list[Line]) -> dict[str, Account]:
    """入口: an address each, but for those who come in by number; nobody has a password in the sample."""
    last = [line.code for line in lines if line.role == "employee"][-PORTAL_BY_PIN - 1 : -1]
    made = []
    for line in lines:
        account = Account(email=None if line.code in last else f"{line.code}@{DOMAIN}")
        account.set_unusable_password()
        made.append(account)
    return {line.code: account for line, account in zip(lines, Account.objects.bulk_create(made), strict=True)}


def _roles(lines: list[Line], people: list[Person], departments: dict[str, Department], on: date) -> Iterator[Role]:
    for line, person in zip(lines, people, strict=True):
        yield Role(person=person, name=line.role, until=_until(line.role, on))
        if line.code == "saeki":
            yield Role(person=person, name=RoleName.OFFICE, department=departments["人事"])


def _postings(people: list[Person], at: datetime) -> Iterator[Posting]:
    """配属 since the first day; whoever comes from outside has none."""
    for person in people:
        if person.department_id:
            since = person.hired_on or at.date()
            yield Posting(
                code=new_code(10), person=person, department_id=person.department_id, title=person.title,
                since=since, begun_at=at,
            )  # fmt: skip


def _until(role: str, on: date) -> date | None:
    """派遣は次の3月末まで、社外は年の終わりまで."""
    if role == RoleName.TEMP:
        return date(on.year + (on.month > 3), 3, 31)
    return date(on.year, 12, 31) if role == RoleName.OUTSIDE else None


def _hired_days(lines: list[Line], on: date, first: int) -> dict[str, date]:
    """入社日: spread over eighteen years, most of them in April."""
    inside = [line for line in lines if line.role not in {"temp", "outside"}]
    days = {}
    for position, line in enumerate(inside, start=first - 1):
        years = max(18 - position * 17 // 48, 1)
        month = chance(line.code).choice([4, 4, 4, 7, 10])
        days[line.code] = date(on.year - years - 1, month, 1)
    return days


def _birthday(line: Line, hired: date | None, today: date) -> date | None:
    """生年月日: between 19 and 34 when they came; three reach an age this winter at which something is to be done."""
    if hired is None:
        return None
    if line.code in REACHING:
        age, days = REACHING[line.code]
        on = today + timedelta(days=days)
        return date(on.year - age, on.month, min(on.day, 28))
    by = chance(f"birth {line.code}")
    return date(hired.year - by.randint(19, 34), by.randint(1, 12), by.randint(1, 28))

"""ひとこと仕事: the small things of three months, and those that lie open today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from urakata.config.sample.diary import Act, moment
from urakata.config.sample.life import Life
from urakata.features.runs.actions import doing, errands, sideways
from urakata.features.runs.models import Task


@dataclass(frozen=True, slots=True)
class Small:
    """ひとこと仕事; days are business days from today."""

    title: str
    who: str
    by: str
    source: str
    asked: int
    due: int
    done: int | None = None
    received: bool = True
    put_off: int | None = None
    hour: int = 10


SMALL = (
    Small("会議室の電球を頼む", "ohashi", "sawada", "2階の会議室", -44, -40, -41),
    Small("防災用の水を数える", "ohashi", "sawada", "倉庫", -52, -48, -49),
    Small("施主さま用の駐車証を3枚つくる", "ohashi", "sawada", "営業部 清水さん", -37, -34, -35),
    Small("郵便の転送を届け出る", "sawada", "morita", "郵便受けの通知", -33, -29, -30),
    Small("株式会社桐生資材の口座の変更を電話で確かめる", "nishino", "morita", "桐生資材からの郵便", -31, -28, -29),
    Small("有限会社藤村木工の登録番号を調べる", "ueda", "nishino", "届いた請求書", -27, -24, -25),
    Small("合同会社ひなた照明の見積りを取り直す", "ohashi", "sawada", "照明の入れ替え", -23, -18, -19),
    Small("休職中の方へ近況を聞く文を用意する", "kawabe", "morita", "人事の予定", -21, -17, -18),
    Small("現場の仮設電話を止める", "hirose", "morita", "施工管理部 橋本さん", -19, -15, -16),
    Small("健康診断の日を現場に知らせる", "foreman", "kawabe", "健診の予約", -16, -12, -13),
    Small("作業着のサイズを返事する", "employee", "sawada", "備品の発注", -14, -11, -12),
    Small("36協定の控えを見てもらう", "sharoshi", "saeki", "労務の控え", -12, -3, -4),
    Small("保険証の返却を本人に知らせる", "saeki", "saeki", "退職した方の箱", -11, -8, -9),
    Small("取引先の住所の変更を台帳に写す", "ueda", "nishino", "合同会社ひなた照明の葉書", -9, -6, -7),
    Small("社用車の車検の日を調べる", "sawada", "morita", "車検証", -8, -4, -5),
    Small("現場の入館証を返す", "foreman", "sawada", "総務の鍵台帳", -6, -2, -3),
    Small("研修の案内に返事をする", "employee", "kawabe", "人事の案内", -6, -2, -3),
    Small("通帳の写しを西野さんへ", "morita", "morita", "経理からの声", -1, 0, 0, hour=8),
    # open today
    Small("登録番号のない領収書の質問に答える", "morita", "morita", "施工管理部 石原さん", -1, 0),
    Small("資金繰り表に今週の入金を足す", "morita", "morita", "毎週のこと", -2, 0),
    Small("営業車の任意保険の見積りに返事をする", "morita", "sawada", "株式会社桐生資材の紹介", -3, 0),
    Small("応接室の椅子の入れ替えを決める", "morita", "sawada", "営業部 田辺さん", -1, 4, received=False),
    Small("安全衛生委員会の議題に目を通す", "morita", "kawabe", "人事", -3, 3, put_off=1),
    Small("在職証明書をつくる", "saeki", "saeki", "施工管理部 藤本さん、保育園の継続申請", -1, 0),
    Small("新しい通勤経路の届けを本人に聞く", "saeki", "morita", "施工管理部 高野さん", -2, 0),
    Small("仕入先の口座名義を照合する", "nishino", "morita", "株式会社桐生資材の変更届", -2, 0),
    Small("今週の入金の予定を知らせる", "nishino", "morita", "資金繰り表", -1, 0),
    Small("複合機の保守料の請求元を確かめる", "nishino", "nishino", "有限会社藤村木工の請求書に同封", -4, -1),
    Small("小口現金を両替する", "ueda", "nishino", "金種表", -1, 2),
    Small("住民税の通知の写しをしまう", "hayakawa", "saeki", "市役所からの封書", -2, 2),
    Small("会議室の電球を頼む", "ohashi", "sawada", "3階の会議室", -1, 3, received=False),
    Small("名刺を100枚頼む", "ohashi", "morita", "営業部 田辺さん、役職の変更", -2, 5),
    Small("給湯室の当番表を貼りかえる", "ohashi", "sawada", "来月の分", -3, 0),
    Small("来客の駐車場を1台取る", "ohashi", "sawada", "営業部 小島さん", -1, 0),
    Small("現場用のノートPCを1台取り置く", "hirose", "saeki", "設計部 小林さん", -1, 4),
    Small("共有フォルダの空きを調べる", "hirose", "hirose", "管理ツールの知らせ", -2, 0),
    Small("防災の水の期限を見る", "sawada", "sawada", "倉庫の札", -3, 6),
    Small("届いた郵便を分ける", "sawada", "sawada", "けさの郵便受け", -1, 0),
    Small("面接の部屋を取る", "kawabe", "kawabe", "営業部 田辺さん", -1, 2),
    Small("株式会社桐生資材との覚書の控えを探す", "momose", "morita", "営業部 田辺さん", -1, 5),
    Small("先月の勤怠の承認待ち2件を見る", "foreman", "saeki", "勤怠の締め", -1, 1, received=False),
    Small("現場の応援を頼む日を知らせる", "foreman", "morita", "施工管理部の残業の見込み", -2, 4),
    Small("借りているノートPCの番号を写真で送る", "employee", "hirose", "PCの貸出点検", -1, 2, received=False),
    Small("新しく来る方の席の周りを空ける", "employee", "sawada", "入社の準備", -2, 6),
    Small("育児休業の届けを下見する", "sharoshi", "saeki", "休みに入る予定の方", -3, 3),
    Small("就業規則の直したところを読む", "sharoshi", "morita", "人事の案", -1, 7, received=False),
)  # fmt: skip


def write_down(life: Life) -> None:
    """ひとこと仕事を日々に書く."""
    for number, small in enumerate(SMALL):
        asked = moment(life.calendar.add(life.today, small.asked), 9 + number % 7, number * 7 % 50)
        life.diary.add(asked, _asks(life, small))


def _asks(life: Life, small: Small) -> Act:
    def act(at: datetime) -> None:
        run = errands.add(
            small.title, who=life.cast.person(small.who), due_on=life.calendar.add(life.today, small.due),
            source=small.source, by=life.cast.viewer(small.by, at), at=at,
        )  # fmt: skip
        _follow(life, small, Task.objects.select_related("run").get(run=run))

    return act


def _follow(life: Life, small: Small, task: Task) -> None:
    """What became of it."""

    def at_hour(days: int, hour: int) -> datetime:
        return moment(life.calendar.add(life.today, days), hour, len(small.title) * 3 % 60)

    asked = life.calendar.add(life.today, small.asked)
    if small.received and small.who != small.by:
        life.diary.add(moment(asked, 16, len(small.title)), _act(life, small, sideways.receive, task))
    if small.put_off is not None:
        day = life.calendar.add(life.today, small.put_off)
        life.diary.add(at_hour(-1, 17), _act(life, small, sideways.postpone, task, day))
    if small.done is not None:
        life.diary.add(at_hour(small.done, small.hour), _act(life, small, doing.finish, task))


def _act(life: Life, small: Small, does: Callable[..., object], *of: object) -> Act:
    return lambda at: does(*of, by=life.cast.viewer(small.who, at), at=at)

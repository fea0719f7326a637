"""書き方: where a text is hard to follow: a vague word, a long sentence, a title that says no action.

Japanese is written without spaces, so these are tables of words and of endings; nothing is parsed, and where an ending
could be both, the text is left in peace.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

LONGEST = 60  # letters of a title or a sentence
MOST_LONG = 5  # sentences told of one text


class Vague(StrEnum):
    """ぼんやりした言葉: what such a word leaves open."""

    WHICH = "which"  # など: どれか
    WHEN = "when"  # 適宜: いつか
    WHETHER = "whether"  # 必要に応じて: どんなときか
    AS_EVER = "as_ever"  # いつもの: 初めての人には
    EFFORT = "effort"  # 徹底, 注意: 何をどう確かめるか
    JUDGED = "judged"  # 適切に, 問題ない: 何と合えばよいか


@dataclass(frozen=True, slots=True)
class Found:
    """見つけた所: the words as written and where in the text they begin."""

    word: str
    offset: int
    vague: Vague | None = None


# What follows or precedes tells a word from a name that contains it: 注意書, 随時改定 (a form of 標準報酬), 同等の.
_ETC = r"(?<![同平均対高上初中優劣何親一二三四五六七八九十0-9０-９])等(?=[をはがにのでとも、。）)]|$)"
_WORDS: dict[Vague, str] = {
    Vague.WHICH: f"など 等々 {_ETC}",
    Vague.WHEN: "適宜 適時 随時(?!改定|監査|償還) 早めに なるべく できるだけ 可能な限り 速やかに すみやかに 至急",
    Vague.WHETHER: "(?:必要|状況|場合)に応じ(?:て|た)? 場合によ(?:り|って)",
    Vague.AS_EVER: "いつもの(?:ように|とおり|通り)? (?:いつも|例年|従来|これまで)(?:どおり|通り)",
    Vague.EFFORT: "徹底 しっかり きちんと ちゃんと 必ず(?!しも) 気を(?:つけ|付け) (?<!不)注意(?![書喚事報力義深欠点])",
    Vague.JUDGED: "適切に 適当に 適正に 問題が?な(?:い|く|し)",
}
_FIRST = (
    "なで等適随早可速す至必状場い例従こ徹しきち気注問"  # letters with which they begin: the search skips all others
)
_ANY = "|".join(f"(?P<{vague.name}>{words.replace(' ', '|')})" for vague, words in _WORDS.items())
_VAGUE = re.compile(f"(?=[{_FIRST}])(?:{_ANY})")
_QUOTED = re.compile(
    r"「[^「」]*」|『[^『』]*』|〈[^〈〉]*〉|《[^《》]*》|【[^【】]*】|“[^“”]*”|`[^`]*`|\]\([^)\n]{0,500}\)|https?://[!-~]+"
)
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_MARKER = re.compile(r"^[\s>#]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?(?:\*\*[^*]{1,20}\*\*[：:])?")


def vague_words(text: str) -> list[Found]:
    """ぼんやりした言葉 of a text, each once; not what stands in quotes, in code or in an address."""
    if not _VAGUE.search(text):
        return []
    first: dict[str, Found] = {}
    for hit in _VAGUE.finditer(_masked(text)):
        first.setdefault(hit[0], Found(hit[0], hit.start(), Vague[str(hit.lastgroup)]))
    return list(first.values())


def long_sentences(text: str) -> list[Found]:
    """長い文: those over sixty letters; list marks, tables, code and addresses are not counted."""
    return list(islice(_long_sentences(text), MOST_LONG)) if len(text) > LONGEST else []


def _long_sentences(text: str) -> Iterator[Found]:
    at, in_code = 0, False
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("```"):
            in_code = not in_code
        elif len(line) > LONGEST and not in_code and not line.lstrip().startswith("|"):
            yield from _long_parts(line, at)
        at += len(line)


def _long_parts(line: str, at: int) -> Iterator[Found]:
    marker = _MARKER.match(line)
    begins = marker.end() if marker else 0
    masked = _masked(line)
    for part in _SENTENCE.finditer(masked, begins):
        words = line[part.start() : part.end()].strip()
        if len(_without_addresses(words)) > LONGEST:
            yield Found(words, at + part.start() + part[0].index(part[0].lstrip()[0]))


def _masked(text: str) -> str:
    """The text with what is quoted made unreadable, every letter in its place."""
    return _QUOTED.sub(lambda hit: "□" * len(hit[0]), text)


def _without_addresses(text: str) -> str:
    return re.sub(r"\]\([^)\n]{0,500}\)|https?://[!-~]+|[\[\]`*]", "", text)


# -- what a title says ------------------------------------------------------------------------------------------------

# する may be left out after a noun of action where it is said of what (入金の確認, 手当を入力), as on a button; the
# noun alone (申請, 最終確認) leaves open who does what to which.
_ACTIONS = (
    "作成 確認 入力 登録 送信 送付 提出 申請 申告 承認 計算 集計 照合 比較 突合 点検 検査 検収 発注 "
    "注文 手配 準備 用意 連絡 報告 通知 案内 依頼 回収 収集 配布 配付 保管 保存 更新 変更 修正 訂正 "
    "削除 追加 停止 発行 発送 受領 受付 返却 返送 返信 回答 記入 記録 記載 転記 印刷 出力 取込 取得 "
    "選定 選択 決定 決裁 検討 調査 調整 精算 支払 納付 納入 振込 入金 出金 計上 仕訳 反映 共有 公開 "
    "公表 周知 説明 面談 実施 開始 終了 完了 設定 設置 移動 廃棄 返金 請求 督促 契約 締結 解約 予約 "
    "募集 選考 採用 評価 分析 清掃 補充 整理 棚卸 抽出 検算 消込 引継 届出 交換 交付 署名 押印 閲覧 "
    "選出 締め 締切 突き合わせ 受け取り 引き渡し 引き継ぎ 届け出 支払い 振り込み 取りまとめ 洗い出し "
    "見直し 切り替え 読み合わせ 棚卸し 消し込み 取り込み 片付け 後片付け"
).replace(" ", "|")
_OF_TWO = "照合|比較|突合|突き合わせ"  # a と before these says with what
_SAID = r"[^\sとや・、,/&,]{2}"
_NOUN = re.compile(rf"(?:を|{_SAID})(?:{_ACTIONS})$|.と(?:{_OF_TWO})$")
_OF_ALL = "最終|事前|事後|再|二重|相互|個別|全体|定期|一括|内容"
_NOUN_ALONE = re.compile(rf"^(?:{_OF_ALL})?(?:{_ACTIONS})$")
_VERB = re.compile(
    r"(?:[うくぐすつぬぶむる]|て(?:くだ|下)さい|[うくぐすつぬぶむるい](?:こと|事)"
    r"|[いきぎしじっんえけげせぜてでねべめれちみり見出得来][ただ]|[かさなたまらわばきしじちにびみりえけげせてねべめれ]ない)$"
)
_NO_VERB = re.compile(
    r"(?:です|である|ている|[がはも]ある|(?:[0-9一二三四五六七八九十]|ひと|ふた|みっ|よっ|むっ|なな|やっ|ここの|いく)つ"
    r"|(?:[しなよ早速多近遠高低安長短深広強弱軽重古若全暫じ]|とにか|しばら|おそら)く|すぐ|ほう|ふう|のよう)$"
)
_JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
_TAIL = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|[\W_]|\d)$")


def says_action(title: str) -> bool:
    """動きの言葉で終わる: a verb, or a noun of action with what it is done to. Other languages are not judged."""
    said = _bare(title)
    if not _JAPANESE.search(said):
        return True
    if _VERB.search(said):
        return not _NO_VERB.search(said)
    return bool(_NOUN.search(said)) and not _NOUN_ALONE.search(said)


def is_action_alone(title: str) -> bool:
    """申請, 確認: a noun of action, and nothing that says of what."""
    return bool(_NOUN_ALONE.search(_bare(title)))


def _bare(title: str) -> str:
    """The title without what follows its last word: brackets, marks, numbers."""
    said = unicodedata.normalize("NFKC", title[-LONGEST:])[-LONGEST:].strip()
    while tail := _TAIL.search(said):
        said = said[: tail.start()]
    return said

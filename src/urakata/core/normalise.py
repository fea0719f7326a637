"""ゆれの吸収: one spelling for everything that is written the same way in the head, and its pairs of characters.

Folding goes for recall: what two people would call the same word must fold to the same text.
"""

import re
import unicodedata

LONGEST_QUERY = 1_000
MOST_WORDS = 8

# 髙橋・﨑山・𠮷田: NFKC leaves these alone, yet people type whichever form their keyboard offers.
# Left of each pair is what is read, right what is kept.
_VARIANTS = (
    "髙高 﨑崎 嵜崎 碕崎 𠮷吉 濵浜 濱浜 邊辺 邉辺 齋斎 齊斉 澤沢 廣広 國国 德徳 桒桑 槗橋 栁柳 禮礼 冨富 嶋島 嶌島 "
    "龍竜 眞真 惠恵 櫻桜 條条 學学 實実 萬万 圓円 會会 證証 圡土 曻昇 瀨瀬 瀧滝 藏蔵 榮栄 淸清 靜静 增増 敎教 黑黒 "
    "峯峰 渕淵 渊淵 舘館 鐵鉄 與与 經経 險険 號号 變変 總総 勞労 ヵか ヶけ"
)
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヴ") + 1)}
_ONE_FORM: dict[int, int | str] = {**_KATAKANA, **{ord(pair[0]): pair[1] for pair in _VARIANTS.split()}}
# ー goes with every hyphen and dash: コンピューター = コンピュータ, e-mail = email.
_NOT_SEARCHED = re.compile(r"[\W_ー]+")
# 3ヶ月 = 3ケ月 = 3か月 = 3箇月
_COUNTED = re.compile(r"(?<=[0-9〇一二三四五六七八九十数何])[け箇](?=[月所国年条])")


def fold(text: str) -> str:
    """ゆれをなくす: width, case, kana, 異体字, spaces, hyphens and punctuation folded; letters and figures stay."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _COUNTED.sub("か", _NOT_SEARCHED.sub("", plain.translate(_ONE_FORM)))


def words(query: str) -> tuple[str, ...]:
    """探す言葉: the folded words of a query, each once, in order; never more than a person would type."""
    folded = (fold(word) for word in query[:LONGEST_QUERY].split())
    return tuple(dict.fromkeys(word for word in folded if word))[:MOST_WORDS]


def bigrams(folded: str) -> tuple[str, ...]:
    """二文字の並び: each pair of neighbours once, then the last character alone.

    So every character begins a token, and one character (鍵) is found as the beginning of a token.
    """
    pairs = (folded[at : at + 2] for at in range(len(folded)))
    return tuple(dict.fromkeys(pairs))

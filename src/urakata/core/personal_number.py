"""マイナンバー: what is called so is never stored (番号法20条); whether it came, was checked or destroyed may be."""

import re
import unicodedata

_NAMES = re.compile(r"マイナンバー|個人番号|my[\s_-]*number|individual[\s_-]*number")
# The deed and when, who or how it was done, not the number: 「マイナンバーを受け取った日」
_DEED = re.compile(
    r"(?:受け取っ|受領し|確かめ|確認し|廃棄し|削除し)た(?:日|人|者|方法|場所|記録|こと)"
    r"|(?:受領|廃棄|削除)の記録"
)


def is_asked_for(text: str) -> bool:
    """書かせるか: this name of a field, column, form or file asks for the number itself."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return bool(_NAMES.search(folded)) and not _DEED.search(folded)


_TWELVE = re.compile(r"(?<![0-9])(?:[0-9][ -]?){11}[0-9](?![0-9])")


def looks_like_one(text: str) -> bool:
    """らしい数字: twelve digits with a right check digit (番号法施行令8条, 総務省令85号5条) stand in the text."""
    folded = unicodedata.normalize("NFKC", text)
    return any(_check_digit_fits(re.sub("[^0-9]", "", found)) for found in _TWELVE.findall(folded))


def _check_digit_fits(digits: str) -> bool:
    """The check digit is 11 − (ΣPn·Qn mod 11), 0 where the remainder is 0 or 1; Qn = n+1 up to the 6th, n−5 above."""
    from_right = [int(digit) for digit in reversed(digits[:11])]
    weighted = sum(digit * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(from_right, start=1))
    remainder = weighted % 11
    return int(digits[11]) == (0 if remainder <= 1 else 11 - remainder)

"""入力の誤りの文: one readable Japanese line for each code of InputMistake: what, where, how to mend."""

from datetime import date

from urakata.core.errors import InputMistake, Place

DATE_FORMS = "2026-11-17、2026/11/17、20261117、令和8年11月17日 のように書いてください。"
MONTH_FORMS = "2026-11、2026/11、令和8年11月 のように書いてください。"

SENTENCES: dict[str, str] = {
    "not_a_date": "「{text}」は日付として読めません。" + DATE_FORMS,
    "no_such_date": "「{text}」は暦にありません。年・月・日と、元号や曜日を確かめてください。",
    "span_backwards": "「{text}」は、終わりの日が始まりの日より前です。日を入れ直してください。",
    "span_too_long": "「{text}」は長すぎます。続けて {most} 日までです。分けて書いてください。",
    "not_a_month": "「{text}」は月として読めません。" + MONTH_FORMS,
    "not_a_month_day": "「{text}」は月日として読めません。03-31、3月31日 のように書いてください。",
    "not_a_number": "「{text}」は整数として読めません。5 や -3 のように書いてください。",
    "number_out_of_range": "「{text}」は範囲の外です。{lowest} から {highest} までの整数にしてください。",
    "out_of_range": "暦は {first} から {last} までです。数えた日もこの間に入るようにしてください。",
    "unknown_calendar": "暦「{name}」はありません。{known} のどれかにしてください。",
    "no_such_business_day": (
        "{year}年{month}月の営業日は {count} 日なので、第{n}営業日はありません。1 から {count} までにしてください。"
    ),
    "no_business_day": "{year}年{month}月には営業日がありません。会社の休業日を確かめてください。",
    "bizday_word": "bizday のあとの「{word}」は読めません。{known} のどれかにしてください。",
    "bizday_usage": "言葉の数が合いません。bizday {word} {usage} の形で書いてください。",
    "bizday_way": "向き「{word}」は読めません。{known} のどちらかにしてください。",
    "unknown_option": "「{option}」という指定はありません。使えるのは {known} です。",
    "batch_line": '行を読めません。一行に一つ、["add", "2026-11-17", "5"] のような JSON の配列を書いてください。',
    "holidays_unreadable": (
        "祝日の一覧として読めません。内閣府の syukujitsu.csv か、日付と名前の二列の CSV(UTF-8 か CP932)にしてください。"
    ),
    "holidays_older": (
        "祝日の一覧が{last}年までしかありません。いまの一覧は{known}年までです。"
        "内閣府の新しい syukujitsu.csv にしてください。"
    ),
    "holidays_without_new_year": "{year}年の元日がありません。一年分がそろった一覧にしてください。",
    "holidays_cut": (
        "{year}年の祝日が{count}日しかありません。祝日法では{expected}日です。途中で切れていないか確かめてください。"
    ),
    "holiday_row": "「{found}」を祝日として読めません。日付と名前の二列にしてください。",
    "cadence_without_day": "周期 {every} に、どの日かがありません。day・weekday・business_day などで書いてください。",
    "step_twice": "工程「{step}」が二つあります。key を別々にしてください。",
    "unknown_step": "工程「{step}」が指す「{other}」がありません。needs か due.from の key を直してください。",
    "unknown_origin": (
        "工程「{step}」の due.from「{origin}」は読めません。"
        "anchor、start、step:工程の key、field:項目 のどれかにしてください。"
    ),
    "day_missing": "どの日から数えるかがありません。--on {names}=日付 のように書いてください。",
    "condition_unreadable": "条件の「{found}」の所を読めません。employees >= 50 and kind == sole のように書きます。",
    "condition_key": "会社のことに「{found}」という項目はありません。書けるのは {known} です。",
    "rule_file": "{mistake}",
    "due_usage": "どの締切かを一つ書いてください。due gensen_nofu --on payment_month=2026-11 の形です。",
    "option_alone": "{option} のあとに値がありません。書き足すか、外してください。",
    "due_on": "「{found}」を読めません。--on 名前=日付 の形で書いてください。",
    "day_twice": "{name} が二度あります。一つにしてください。",
    "unknown_day_name": "「{name}」という日の名前はありません。{near} のことですか。",
    "unknown_duty": "「{duty}」という締切はありません。{near} のことですか。",
    "unknown_variant": "「{variant}」という数え方はありません。{known} のどれかにしてください。",
    "rule_not_in_force": "{duty} の決まりは、その日にはありません。{since} からの決まりです。日付を確かめてください。",
    "rule_ended": "{duty} の決まりは、その日にはありません。{until} までの決まりです。日付を確かめてください。",
    "no_fixed_day": "{duty} に {year} 年の日はありません。年を確かめてください。",
    "past_last_year": "{year}年までを数えられます。日付を確かめてください。",
    "range_backwards": "終わりの日({last})が始まりの日({first})より前です。入れ替えてください。",
    "range_too_long": "期間が長すぎます。{years}年までにしてください。",
    "period_usage": (
        "言葉の数が合いません。period 2026-07-10 5 days [--inclusive] [--before] [--clear] の形で書いてください。"
    ),
    "period_unit": "単位「{word}」は読めません。{known} のどれかにしてください。",
    "period_clear": "--clear は --before と一緒に、--inclusive なしで使います。どちらかを直してください。",
    "circle": "{word} が輪になっています: {steps}。どこか一つを外してください。",
}


def sentence(mistake: InputMistake) -> str:
    """一行の文 for a mistake, with its place in front; a code without a sentence names itself."""
    template = SENTENCES.get(mistake.code, f"入力を読めません({mistake.code})。")
    shown = {name: _shown(name, value) for name, value in mistake.params.items()}
    return " ".join((_place(mistake.place) + template.format_map(shown)).split())


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return (" → " if name == "steps" else "・").join(map(str, value))
    return str(value)


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    line = f"{place.line}行" if place.line else ""
    column = f"{place.column}列" if place.column else ""
    parts = [part for part in (place.source, line + column) if part]
    return " ".join(parts) + ": " if parts else ""

"""日の名: what the days that a duty is counted from are called."""

from collections.abc import Iterable

DAY_NAMES = {
    "year": "年",
    "last_on": "前回の日",
    "accident_date": "事故の日",
    "acquisition_date": "保険に入る日",
    "acquisition_month": "雇用保険に入る月",
    "agreement_start": "協定の起算日",
    "applicable_date": "適用になる日",
    "birth_date": "生まれた日",
    "birthday_eve": "誕生日の前の日",
    "change_date": "変わった日",
    "child_3rd_birthday": "子の3歳の誕生日",
    "claim_date": "本人が求めた日",
    "completed_date": "結果がそろった日",
    "contract_date": "契約を結ぶ日",
    "contract_end": "契約の最後の日",
    "covered_month": "何月の分か",
    "creation_time": "文書を作る日",
    "dismissal_date": "解雇の日",
    "effective_date": "効力の出る日",
    "expected_birth_date": "出産の予定日",
    "extended_fiscal_year_end": "申告の延長を受けた事業年度の末日",
    "fact_date": "事実の日",
    "fact_month": "事実のあった月",
    "first_fiscal_year_end": "第1期の末日",
    "first_month_start": "始める月の1日",
    "first_payday_of_year": "その年の最初の給与の日",
    "fiscal_year_end": "事業年度の末日",
    "fiscal_year_start": "事業年度の初日",
    "grant_date": "付与した日",
    "hire_date": "入社日",
    "known_date": "会社が知った日",
    "last_day": "退職日",
    "last_payday_of_year": "その年の最後の給与の日",
    "leave_end": "休業の終わりの日",
    "leave_start": "休業の始まりの日",
    "loss_date": "資格を失う日",
    "meeting_date": "総会の日",
    "need_date": "必要になった日",
    "next_tax_period_start": "次の課税期間の初日",
    "notice_date": "知らせた日",
    "notice_deadline": "申し入れる期限",
    "order_date": "発注した日",
    "payday": "給与の支払日",
    "payment_date": "支払った日",
    "payment_month": "支払った月",
    "period_end": "期間の末日",
    "quarter_end_month": "3か月の終わりの月",
    "receipt_date": "受け取った日",
    "record_date": "基準日",
    "registration_date": "登記の日",
    "set_date": "置いた日",
    "six_month_point": "6か月を過ぎた日",
    "tax_period_start": "課税期間の初日",
    "termination_date": "退職の日",
    "third_month_payday": "3か月目の給与日",
    "transfer_date": "異動の日",
}


def day_name(name: str) -> str:
    """日の名 on the screen; one that a rule pack brought stands as it is written."""
    return DAY_NAMES.get(name, name)


def day_names(names: Iterable[str]) -> str:
    """Several of them, in one word."""
    return "、".join(day_name(name) for name in names)

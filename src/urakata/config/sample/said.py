"""言ったこと: what was written, chosen or counted in the runs that come rarely. A bare number: days from its own."""

from collections.abc import Mapping

Said = Mapping[str, str | int]

SAID: Mapping[str, Said] = {
    "board_meeting": {
        "resolutions": "2", "reports": "4", "duties": -91, "received": "6", "sales": "412,863,900", "recipients": "5",
        "placed": "6", "present": "4", "register": "なかった", "homework": "3", "decided": "2", "signed": "5",
        "place": "本店の金庫の議事録の棚", "until": 3652,
    },
    "company_event": {
        "purpose": "夏の現場を越えた人を、家族のように労う", "limit": "260,000", "fee": "集める", "spare_on": 7,
        "held_on": 0, "total": "238,600", "cancel_from": -10, "company_part": "148,600", "asked": "48", "coming": "30",
        "parts": "7", "watching": "施工管理部 橋本", "told": "30", "collected": "90,000", "came": "29",
        "hurt": "なかった", "paid_total": "141,240", "heads": "29", "voices": "6",
    },
    "contract_renewal": {
        "ends_on": 0, "notice_by": -31, "address": "契約書の住所へ書面で", "early_end": "3か月前の書面で知らせる",
        "users": "23", "yearly": "336,720", "difference": "-28,080", "clauses": "2", "decision": "条件を直す",
        "decided_by": "管理部 森田", "agreed": "2", "new_price": "336,720", "signed_price": "336,720",
        "next_notice": 334,
    },
    "data_leak": {
        "known_at": "10:42", "mail_stopped_at": "11:06", "recipients": "1", "replies": "1", "leader": "管理部 森田",
        "speaker": "総務 沢田", "next_meeting": "16:00", "people": "3", "items": "氏名、住所、工事の見積りの額",
        "report_type": "要らない", "reason": "3人の連絡先と額。要配慮・財産・不正の目的に当たらず、相手が消した",
        "told": "3", "version": "第2版", "published_why": "相手が特定でき、消したと確かめた",
        "changed": "見積りの送付の手順、宛先を2人で読む", "look_on": 92, "edition": "第2版", "signs": "1",
    },
    "device_lending": {
        "takes_out": "国内で持ち出す", "serial": "TB-2203-018", "allowed": "図面の写しだけ", "lent": "14",
        "total": "31", "accessories": "3", "answer": "21日に返します", "files": "86",
        "erased_serial": "TB-2203-018", "count": "9",
    },
    "leaving": {
        "rows": "14", "items": "6", "returned": "6", "waiting": "0", "stopped": "11", "left_over": "0", "forwards": "1",
        "sent": "3", "open_items": "0", "places": "5", "late_days": "0", "social_receipt": "R4471",
    },
    "mid_career_hiring": {
        "wanted": "1", "musts": "4", "decider": "管理部 森田", "lowest": "328,400", "highest": "416,700",
        "places": "3", "agency": "書面で約束した", "accepted": "1", "opened": "1", "fee_total": "1,684,300",
        "refund_until": 183, "discarded": "3", "days": "38",
    },
    "new_graduate_hiring": {
        "wanted": "2", "hours": "46.5", "schools": "7", "starting_pay": "236,500", "came": "41", "internship": "開く",
        "interns": "5", "accepted": "2", "opens_on": 137, "discarded": "4",
    },
    "office_relocation": {
        "notice_by": -184, "expires_on": 24, "months_double": "1", "head_office": "移らない",
        "articles": "中に移る", "decided_on": -280, "rent": "318,600", "use_from": -14, "ends_on": 24, "fire_by": -8,
        "total": "1,846,700", "waste": "許可を見て書面で契約した", "opens_on": -7, "numbers": "6", "rows": "64",
        "forward_until": 365, "replied": "7", "changed": "5", "boxes": "83", "keys": "9", "receipt": "R3318",
        "places": "4", "both_sides": "自治体は同じ", "keys_back": "8", "deposit_back": "742,360", "left": "0",
        "forwarded": "3", "again_on": 335,
    },
    "overtime_agreement": {
        "longest_month": "52.5", "longest_year": "318", "over_45": "4", "month_limit": "42", "year_limit": "320",
        "special": "付ける", "reasons": "2", "times": "6", "health": "医師の面談と、11時間あける勤務", "workers": "48",
        "with_whom": "選ばれた代表", "told": "48", "candidates": "2", "in_favour": "34", "chosen": "施工管理部 藤本",
        "starts_on": 0, "form_hours": "320", "form_kind": "第9号の2", "receipt": "R6120",
        "place": "入口の棚と社内の掲示", "limit_set": "42", "watcher": "労務 早川",
    },
    "social_insurance_payment": {
        "carried": "0", "notices": "1", "letters": "1", "billed": "4,672,910", "insured": "47",
        "expected_total": "4,672,880", "difference": "30", "withheld": "2,331,560", "open_differences": "0",
        "pay_total": "4,672,910", "company_share": "2,341,350", "debited": "4,672,910", "deposit_left": "0",
        "left_rows": "0",
    },
    "stocktaking": {
        "rows": "318", "lines": "342", "empty": "0", "edition": "備品台帳 第7版", "areas": "9", "relabelled": "6",
        "told": "8", "slips": "4", "found": "327", "unlabelled": "3", "matched": "10", "differing": "9", "unknown": "2",
        "device_lost": "ない", "turned_up": "1", "still": "1", "book_value": "47,820", "ledger_rows": "338",
        "reasons": "移動の書き忘れ、ラベルの剥がれ、二重の登録",
    },
    "tax_payment": {
        "people": "47", "wage_tax": "418,960", "payments": "2", "fee_tax": "31,653", "income_total": "450,613",
        "forms": "2", "towns": "14", "resident_total": "748,900", "withheld": "748,900", "moved_people": "0",
        "lump_sum": "0", "income_left": "0", "resident_left": "0", "pay_total": "1,199,513", "pay_count": "16",
        "receipts": "U8123、U8124", "debited": "1,199,513", "left_after": "0", "next_on": 30,
    },
    "training": {
        "now": "7", "goal": "宛先を声に出して読んでから送る", "people": "6", "sessions": "2", "look_on": 91,
        "outside": "社外の人", "fee": "55,680", "spare_on": 8, "sent": "6", "absent": "全員に決めた", "sources": "9",
        "seats": "6", "taken_by": "6", "left_out": "0", "weakest": "誤って送ったとき最初に電話する先", "later": "2",
        "next": "送信を10分遅らせる設定を全員に入れる", "withheld": "個人への支払で引いた",
    },
    "work_rules_change": {
        "clauses": "3", "affected": "48", "worse_people": "0", "is_worse": "ない", "documents": "4", "remarks": "2",
        "version": "第3案", "workers": "36", "partner_name": "施工管理部 藤本", "offices": "1",
        "receipt": "R7204", "told": "48", "switched": "4", "questions": "5", "next_time": "1",
    },
}  # fmt: skip

# Of whom it was said, where a step is done for each.
CHOSEN: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("mid_career_hiring", "島田 圭"): {"next": "見送る", "result": "見送り"},
    ("mid_career_hiring", "須藤 望"): {"result": "採る"},
    ("mid_career_hiring", "瀬川 優"): {"result": "見送り"},
    ("mid_career_hiring", "高田 陽"): {"result": "本人が辞退"},
    ("new_graduate_hiring", "片山 咲"): {"result": "見送り"},
    ("new_graduate_hiring", "久保 翼"): {"result": "見送り"},
    ("new_graduate_hiring", "小松 澄"): {"result": "本人が辞退"},
    ("new_graduate_hiring", "江口 京"): {"answer": "辞退"},
    ("training", "石原 大輔"): {"present": "欠席"},
}

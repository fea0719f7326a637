"""言ったこと: what was written, chosen or counted in the runs that come rarely; a number of days is one from the run's."""

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
    "leaving": {
        "rows": "14", "items": "6", "returned": "6", "waiting": "0", "stopped": "11", "left_over": "0", "forwards": "1",
        "sent": "3", "open_items": "0", "places": "5", "late_days": "0", "social_receipt": "R4471",
    },
    "mid_career_hiring": {
        "wanted": "1", "musts": "4", "decider": "管理部 森田", "lowest": "328,400", "highest": "416,700",
        "places": "3", "agency": "手数料と返金を書面にした", "accepted": "1", "opened": "1", "fee_total": "1,684,300",
        "refund_until": 183, "discarded": "3", "days": "38",
    },
    "new_graduate_hiring": {
        "wanted": "2", "hours": "46.5", "schools": "7", "starting_pay": "236,500", "came": "41", "internship": "開く",
        "interns": "5", "accepted": "2", "opens_on": 137, "discarded": "4",
    },
    "office_relocation": {
        "notice_by": -184, "expires_on": 24, "months_double": "1", "head_office": "本店は移らない",
        "articles": "中に移る", "decided_on": -280, "rent": "318,600", "use_from": -14, "ends_on": 24, "fire_by": -8,
        "total": "1,846,700", "waste": "許可を見て書面で契約した", "opens_on": -7, "numbers": "6", "rows": "64",
        "forward_until": 365, "replied": "7", "changed": "5", "boxes": "83", "keys": "9", "receipt": "R3318",
        "places": "4", "both_sides": "自治体は同じ", "keys_back": "8", "deposit_back": "742,360", "left": "0",
        "forwarded": "3", "again_on": 335,
    },
    "stocktaking": {
        "rows": "318", "lines": "342", "empty": "0", "edition": "備品台帳 第7版", "areas": "9", "relabelled": "6",
        "told": "8", "slips": "4", "found": "327", "unlabelled": "3", "matched": "10", "differing": "9", "unknown": "2",
        "device_lost": "ない", "turned_up": "1", "still": "1", "book_value": "47,820", "ledger_rows": "338",
        "reasons": "移動の書き忘れ、ラベルの剥がれ、二重の登録",
    },
    "training": {
        "now": "7", "goal": "宛先を声に出して読んでから送る", "people": "6", "sessions": "2", "look_on": 91,
        "outside": "社外の人", "fee": "55,680", "spare_on": 8, "sent": "6", "absent": "全員に決めた", "sources": "9",
        "seats": "6", "taken_by": "6", "left_out": "0", "weakest": "誤って送ったとき最初に電話する先", "later": "2",
        "next": "送信を10分遅らせる設定を全員に入れる", "withheld": "個人への支払で引いた",
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

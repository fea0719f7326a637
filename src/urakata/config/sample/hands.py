"""だれの手で: who does and who confirms each step in the sample, and what went differently than usual."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

LEAD = "morita"


@dataclass(frozen=True, slots=True)
class Hands:
    """受け持ち: one person runs it; some steps are another's.

    `ahead`: business days before the day of a step. `relief`: who ran all of it so many times ago.
    """

    charge: str
    checker: str = LEAD
    doers: Mapping[str, str] = field(default_factory=dict)
    checkers: Mapping[str, str] = field(default_factory=dict)
    ahead: int = 0
    on_the_day: frozenset[str] = frozenset()  # steps never done before their day, nor those after them
    relief: Mapping[int, str] = field(default_factory=dict)

    def at(self, ago: int) -> "Hands":
        """その回の受け持ち; what the relief confirms stays with who usually does it."""
        if ago not in self.relief:
            return self
        relief = self.relief[ago]
        own = [step for step, checker in self.checkers.items() if checker == relief]
        return replace(self, charge=relief, doers=dict.fromkeys(own, self.charge))

    def doer(self, step: str) -> str:
        return self.doers.get(step, self.charge)

    def confirmer(self, step: str) -> str:
        return self.checkers.get(step, self.checker)


HANDS: Mapping[str, Hands] = {
    "payroll": Hands(
        "saeki", checkers={"master": "hayakawa"}, ahead=4, on_the_day=frozenset({"compare"}), relief={5: "hayakawa"}
    ),
    "bonus": Hands("saeki", checkers={"calculate": "hayakawa"}, ahead=2),
    "standard_remuneration": Hands(
        "hayakawa", checkers={"average": "saeki", "file": "saeki"}, doers={"submit": "sharoshi"}, ahead=1
    ),
    "year_end_adjustment": Hands("saeki", checkers=dict.fromkeys(["total", "compare", "slips"], "hayakawa")),
    "invoicing": Hands("ueda", checkers=dict.fromkeys(["total", "review"], "nishino"), relief={4: "nishino"}),
    "expense_settlement": Hands("ueda", checker="nishino"),
    "one_off_project": Hands("nishino"),
    "monthly_closing": Hands(
        "nishino", doers={"assets": "ueda"}, checkers={"cash": "ueda"}, ahead=1, relief={3: "ueda"}
    ),
    "hiring": Hands(
        "kawabe",
        doers={
            **dict.fromkeys(["device", "accounts", "hand_device"], "hirose"),
            "desk": "sawada", "insurance": "saeki", "payroll_master": "saeki",
        },
        checkers={"payroll_master": "hayakawa"},
    ),
    "supplies_order": Hands("sawada", doers=dict.fromkeys(["count", "chase", "receive", "shelve"], "ohashi")),
    "expense_claims": Hands("ueda", checker="nishino", relief={6: "hayakawa", 10: "hayakawa"}),
    "invoice_payment": Hands("nishino", checkers={"list": "ueda"}, relief={2: "ueda"}),
    "monthly_tax": Hands("nishino", checker="ueda", ahead=1, relief={3: "hayakawa"}),
    "social_insurance": Hands("hayakawa", doers={"funds": "nishino"}),
    "visitor_supplies": Hands(
        "sawada", doers=dict.fromkeys(["count", "refill", "rooms"], "ohashi"), relief={5: "sawada", 9: "kawabe"}
    ),
    "key_check": Hands("sawada"),
    "pc_lending_check": Hands("hirose", ahead=1),
    "safety_committee": Hands("kawabe", relief={2: "saeki"}),
    "account_review": Hands("hirose"),
    "lease_renewal": Hands("sawada", doers={"use": "ohashi", "quotes": "ohashi"}),
    "contract_review": Hands("momose"),
    # what comes once a year, or when it comes
    "account_inventory": Hands("hirose"),
    "board_meeting": Hands("momose"),
    "company_event": Hands(
        "sawada", doers={**dict.fromkeys(["venue", "roles", "thanks"], "ohashi"), "settle": "nishino"}
    ),
    "contract_renewal": Hands("sawada", doers={"usage": "ohashi", "review": "nishino"}),
    "data_leak": Hands(
        "sawada",
        doers={
            "stop_mail": "hirose",
            **dict.fromkeys(["judge", "prompt_draft", "prompt_report", "draft_30", "full_30"], "momose"),
        },
    ),
    "device_lending": Hands("hirose"),
    "leaving": Hands(
        "kawabe",
        doers={
            **dict.fromkeys(["lent", "recover"], "sawada"), **dict.fromkeys(["stop", "stop_again"], "hirose"),
            **dict.fromkeys(["pay_plan", "notices", "resident_tax"], "saeki"),
        },
        checkers={"pay_plan": "hayakawa"},
    ),
    "mid_career_hiring": Hands("kawabe"),
    "new_graduate_hiring": Hands("kawabe"),
    "office_relocation": Hands(
        "sawada",
        doers={
            "lines": "hirose", "tax": "nishino", "address_list": "ohashi",
            **dict.fromkeys(["staff", "social_insurance", "labour_insurance"], "hayakawa"),
        },
    ),
    "overtime_agreement": Hands("hayakawa"),
    "payables": Hands("nishino", checkers={"list": "ueda"}),
    "social_insurance_payment": Hands("hayakawa", checkers={"expected": "saeki"}),
    "stocktaking": Hands(
        "sawada", doers=dict.fromkeys(["labels", "freeze", "count", "improve"], "ohashi"),
        checkers={"count": "sawada"},
    ),
    "tax_payment": Hands("hayakawa"),
    "training": Hands("kawabe", doers={"rehearse": "ohashi"}),
    "work_rules_change": Hands("saeki", checkers={"worse": "hayakawa"}),
}  # fmt: skip

GIVEN_ONLY = frozenset({"ohashi"})  # who takes nothing that was not given


class Turn(StrEnum):
    """ふだんと違ったこと."""

    DIFFERS = "differs"  # the blind figure does not agree, and a reason ends it
    SENT_BACK = "sent_back"
    REDONE = "redone"
    TAKEN_OVER = "taken_over"
    UNDONE = "undone"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Story:
    """できごと: what happened at a step, in which words."""

    turn: Turn
    reason: str = ""
    by: str = ""


# procedure, how many times ago, step
STORIES: Mapping[tuple[str, int, str], Story] = {
    ("payroll", 1, "compare"): Story(
        Turn.DIFFERS, "休日出勤の振替を引く前の小計を足していました。小計を出し直して一致しました。"
    ),
    ("payroll", 2, "approve"): Story(Turn.SENT_BACK, "1人平均の前年同月が空欄です。欄を埋めて、もう一度お願いします。"),
    ("bonus", 1, "calculate"): Story(
        Turn.DIFFERS, "千円未満を切り捨てる前の額を足していた人が1人いました。切り捨てて一致しました。"
    ),
    ("standard_remuneration", 1, "file"): Story(
        Turn.SENT_BACK, "70歳以上の方の届けが束にありません。足して、件数を数え直してください。"
    ),
    ("payroll", 7, "master"): Story(Turn.SENT_BACK, "転居した方の通勤手当が前の額のままです。届けを見てください。"),
    ("invoicing", 3, "total"): Story(Turn.REDONE, "検収書が月末に1枚届き、請求の行が1つ増えた"),
    ("monthly_closing", 1, "balances"): Story(Turn.TAKEN_OVER, by="ueda"),
    ("monthly_closing", 2, "trends"): Story(Turn.UNDONE),
    ("invoice_payment", 1, "list"): Story(Turn.REDONE, "締めのあとに有限会社藤村木工の請求書が届いた"),
    ("expense_claims", 3, "approve"): Story(
        Turn.SENT_BACK, "タクシー代の用途が「業務」だけです。行き先を聞いてください。"
    ),
    ("visitor_supplies", 2, "rooms"): Story(Turn.SKIPPED, "空調の工事で、会議室を使っていない"),
    ("key_check", 2, "cabinet"): Story(Turn.DIFFERS, "貸出の札を1枚数え落としていました。数え直して一致しました。"),
}

NOTES: Mapping[tuple[str, int, str], str] = {
    ("payroll", 1, "compare"): "休日出勤が続いた月は、現場手当と残業が二重になりやすい。日報と突き合わせると早い。",
    ("payroll", 2, "attendance"): "施工管理部は月初が忙しい。不備の一覧は2日の朝に送ると返事が早い。",
    ("monthly_closing", 1, "purchases"): "合同会社ひなた照明の請求は、毎月3日ごろに届く。見積りの額で先に立てておく。",
    ("invoice_payment", 1, "gather"): "株式会社桐生資材は、支店ごとに請求書が2枚届く。2枚目を待ってから印を付ける。",
    ("supplies_order", 1, "count"): "A3の紙は倉庫の奥の棚にもある。先にそちらを見る。",
    ("visitor_supplies", 1, "refill"): "来週は見学のお客さまが多い。紙コップを1袋多めに。",
    ("bonus", 1, "deductions"): "40歳に達する方が1人。誕生日の前日が支給月に入るかを、暦で見た。",
    ("standard_remuneration", 1, "days"): "末締め翌月払いではないので、4月の日数は4月の暦のまま。",
    ("invoicing", 1, "collect"): "営業部の返事は月初の朝礼のあとが早い。",
    ("monthly_tax", 1, "pay"): "共通納税の画面は朝が軽い。",
}  # fmt: skip

PARTNERS = ("株式会社桐生資材", "有限会社藤村木工", "合同会社ひなた照明")
BILLS = {"請求書": 3, "見積書": 2, "注文の控え": 2, "納品書": 3, "納入告知書": 1, "経費の明細": 1, "支払の一覧": 1}

"""数字: those that several steps of a run name, so that they agree wherever they stand."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from urakata.config.sample.chance import amount, chance

Figures = dict[str, str]
GROSS, DEDUCTED = 15_842_300, 3_453_500  # a month's pay of the 48: 総支給額 and 控除
TAX, RESIDENT_TAX = 418_960, 748_900
BASE, COMPANY_SHARE = 14_101_560, 2_331_560
PAID = "47"  # people


def figures(procedure: str, anchor_on: date) -> Figures:
    """数字 by check; nothing for a check whose figure stands alone."""
    if procedure not in _OF:
        return {}
    drawn = _OF[procedure](chance(f"{procedure} {anchor_on}"))
    return {key: value if isinstance(value, str) else f"{value:,}" for key, value in drawn.items()}


Drawn = Mapping[str, str | int]


def _payroll(by: Random) -> Drawn:
    gross, deducted = GROSS + by.randint(-96_000, 372_550), DEDUCTED + by.randint(-12_000, 45_000)
    people = ("headcount", "predicted_headcount", "imported", "paid_headcount", "transfers", "slips")
    none = ("returned", "left")
    return {
        **dict.fromkeys(people, PAID),
        **dict.fromkeys(none, "0"),
        **dict.fromkeys(("net_total", "transfer_total", "ledger"), gross - deducted),
        **dict.fromkeys(("resident_tax", "predicted_resident_tax"), RESIDENT_TAX),
        "gross_total": gross,
        "deduction_total": deducted,
        "income_tax": TAX,
        "predicted_base": BASE,
        "commuting": 612_340 + by.randint(-14_220, 9_870),
        "joined": "1",
    }


def _expense_claims(by: Random) -> Drawn:
    total, people = _drawn(by, 42_000, 196_000), str(by.randint(5, 14))
    return dict.fromkeys(("claims_total", "matched_total", "pay_total"), total) | {"claims": people, "payees": people}


def _invoice_payment(by: Random) -> Drawn:
    total = _drawn(by, 8_100_000, 19_400_000)
    return {"payment_total": total, "data_total": total, "invoices": "26", "transfers": "26", "failed": "0"}


def _monthly_tax(by: Random) -> Drawn:
    withheld = TAX + by.randint(-19_000, 19_000)
    paid = {"withheld_tax": withheld, "resident_tax": RESIDENT_TAX, "paid_total": withheld + RESIDENT_TAX}
    return paid | {"municipalities": 14, "left_over": 0}


def _monthly_closing(by: Random) -> Drawn:
    cash = _drawn(by, 41_000_000, 68_000_000)
    sales = _drawn(by, 58_400_000, 79_300_000)
    return {
        **dict.fromkeys(("cash_total", "book_total"), cash),
        "sales_total": sales,
        "receivables": sales * 2 - _drawn(by, 31_000_000, 39_000_000),
        "payables": _drawn(by, 18_000_000, 24_000_000),
        "accrued": _drawn(by, 1_200_000, 2_900_000),
        "journal_gross": GROSS + by.randint(-96_000, 372_550),
        "company_share": COMPANY_SHARE,
        "withheld": TAX + RESIDENT_TAX + COMPANY_SHARE,
        "profit": _drawn(by, 2_100_000, 6_800_000),
        "accounts": "4",
        "replied": "5",
        "late_items": "1",
    }


def _bonus(by: Random) -> Drawn:
    """賞与: about a month and a half of pay; of the standard amounts everybody's thousands are cut off."""
    paid = 21_648_400 + by.randint(-318_000, 642_600)
    taken = paid * 26 // 100 + by.randint(1, 9_740)
    return {
        **dict.fromkeys(("eligible_count", "loaded", "transfers", "slips", "reported"), PAID),
        **dict.fromkeys(("funds_total", "imported"), paid),
        **dict.fromkeys(("net_total", "transfer_total"), paid - taken),
        **dict.fromkeys(("leaving", "exempt", "special"), "0"),
        "standard_total": (paid - 21_480) // 1000 * 1000,
        "withheld_tax": taken * 2 // 5,
        "withheld_insurance": taken - taken * 2 // 5,
        "birthdays": "1",
    }


def _standard_remuneration(by: Random) -> Drawn:
    paid = {month: GROSS + by.randint(-96_000, 372_550) for month in ("april", "may", "june")}
    people = dict.fromkeys(("filed", "notified"), "45")
    one = dict.fromkeys(("places", "receipts", "planned"), "1")
    counts = {"enrolled": PAID, "excluded": "2", "differing": "0", "short_months": "3", "moved": "2", "rows": "9"}
    return paid | people | one | counts | {"average_total": sum(paid.values()) // 3}


def _year_end_adjustment(by: Random) -> Drawn:
    """年末調整: twelve months and two bonuses; `people` stand in the table."""
    paid = GROSS * 12 + 21_648_400 * 2 + by.randint(-840_000, 1_260_500)
    counts = dict.fromkeys(("everyone", "adjusted", "people", "settled_people"), "48") | {"changes": "7"}
    sums = {"pay_total": paid, "insurance_total": paid * 148 // 1000, "settled": _drawn(by, 2_140_000, 2_960_000)}
    slips = {"slip_count": "51", "reports": "51", "towns": "14", "sent_leavers": "3", "received": "2", "closed": "1"}
    return counts | sums | slips


def _invoicing(by: Random) -> Drawn:
    lines, net = by.randint(21, 29), _drawn(by, 58_400_000, 79_300_000)
    sent = dict.fromkeys(("planned", "compared", "made", "issued", "packed", "sent", "expected"), str(lines))
    taxed = net + net // 10
    return sent | {"net_total": net, "expected_total": taxed, "receivable": taxed + _drawn(by, 9_100_000, 18_000_000)}


def _expense_settlement(by: Random) -> Drawn:
    total, claims = _drawn(by, 410_000, 690_000), str(by.randint(34, 52))
    return {
        **dict.fromkeys(("claims_total", "pay_total", "paid_total"), total),
        "claims": claims, "matched": claims, "payees": str(by.randint(21, 29)), "open_rows": "0", "without": "3",
        "card_total": _drawn(by, 91_000, 248_000),
    }  # fmt: skip


def _one_off_project(by: Random) -> Drawn:
    limit = by.randint(29, 48) * 100_000
    told = {"candidates": "3", "count": "5", "seen": "4", "extra": "0", "left_over": "2", "difference": "0"}
    total = limit * 9 // 10 - by.randint(10_000, 96_000)
    return told | {"limit": limit, "total": total, "answered": "断りの返事をした"}


def _supplies_order(by: Random) -> Drawn:
    total, largest = _drawn(by, 61_000, 94_000), _drawn(by, 21_000, 58_000)
    ordered = dict.fromkeys(("total", "ordered_total", "invoiced"), total) | {"largest": largest}
    return ordered | {"orders": "3", "invoices": "3", "received": "11", "stocked": "11"}


def _drawn(by: Random, low: int, high: int) -> int:
    return amount(str(by.random()), low, high)


_OF: Mapping[str, Callable[[Random], Drawn]] = {
    "payroll": _payroll,
    "expense_claims": _expense_claims,
    "invoice_payment": _invoice_payment,
    "monthly_tax": _monthly_tax,
    "monthly_closing": _monthly_closing,
    "supplies_order": _supplies_order,
    "bonus": _bonus,
    "standard_remuneration": _standard_remuneration,
    "year_end_adjustment": _year_end_adjustment,
    "invoicing": _invoicing,
    "expense_settlement": _expense_settlement,
    "one_off_project": _one_off_project,
    "social_insurance": lambda by: {"notified": 2 * COMPANY_SHARE + by.randint(0, 29_690), "insured": PAID},
    "key_check": lambda _: {"keys": "38", "lent": "6"},
    "account_review": lambda _: {"leavers": "2", "idle": "5", "closed": "7"},
}

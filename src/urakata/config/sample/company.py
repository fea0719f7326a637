"""会社: what 株式会社こだち空間設計 says about itself, its departments, and who was given which clearance."""

from datetime import date, datetime

from urakata.common.audit import acts as audit
from urakata.config.sample.cast import Cast
from urakata.core.dates_ja import LEAP_YEAR
from urakata.core.profile import Bank, ConsumptionTax, Kind, PaydayMonth, Profile, Rhythm
from urakata.core.viewer import operator
from urakata.features.company import actions
from urakata.features.company.models import ClosedDay, Company, Department

NAME = "株式会社こだち空間設計"
CLOSED = (  # every year
    ("夏季休業", "", ((8, 13), (8, 14), (8, 15))),
    ("年末年始", "", ((12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))),
    ("仕事納め", "pm", ((12, 28),)),
)
DEPARTMENTS = {
    "経営": (),
    "管理部": ("人事", "労務", "経理", "総務", "情シス", "法務"),
    "設計部": (),
    "施工管理部": (),
    "営業部": (),
    "購買部": (),
}
PROFILE = Profile(
    kind=Kind.CORPORATION,
    prefecture="東京都",
    industries=("construction", "interior_design"),
    employees=48,
    foreign_workers=2,
    fiscal_year_end=(3, 31),
    closing_day=-1,
    payday=25,
    payday_month=PaydayMonth.SAME,
    bonuses=((7, 10), (12, 10)),
    withholding_tax=Rhythm.MONTHLY,
    resident_tax=Rhythm.MONTHLY,
    labour_insurance_instalments=True,
    corporate_tax_last_year=8_412_600,
    consumption_tax=ConsumptionTax.STANDARD,
    consumption_tax_last_year=6_873_400,
    invoice_registered=True,
    bank=Bank(days_before=3, until="17:00"),
)


def found(employees: int, at: datetime) -> dict[str, Department]:
    """会社を置く: the one row and the departments by name."""
    by = operator(at.date())
    with audit.act(by=by, at=at) as record:
        profile = PROFILE.to_plain() | {"employees": employees}
        made = Company.objects.create(name=NAME, profile=profile, is_sample=True, made_at=at)
        ClosedDay.objects.bulk_create(
            ClosedDay(on=date(LEAP_YEAR, *day), is_yearly=True, name=name, half=half)
            for name, half, days in CLOSED
            for day in days
        )
        record("company.started", about=made, personal=False)
        return _departments(at)


def _departments(at: datetime) -> dict[str, Department]:
    made: dict[str, Department] = {}
    for upper, below in DEPARTMENTS.items():
        for name in (upper, *below):
            parent = None if name == upper else made[upper]
            made[name] = actions.save_department(
                None, name=name, parent=parent, position=len(made) + 1, by=operator(at.date()), at=at
            )
    return made


# who, which, given by, confirmed by: each by one who holds it, the first ones by the owner
GRANTS = (
    ("morita", "pay", "kodama", "morita"),
    ("morita", "people", "kodama", "morita"),
    ("morita", "contract", "kodama", "morita"),
    ("morita", "board", "kodama", "morita"),
    ("saeki", "pay", "morita", "kodama"),
    ("saeki", "people", "morita", "kodama"),
    ("saeki", "health", "kodama", "morita"),
    ("hayakawa", "pay", "saeki", "morita"),
    ("kawabe", "people", "morita", "saeki"),
    ("momose", "board", "morita", "kodama"),
    ("nishino", "contract", "morita", "kodama"),
)


def give_clearances(cast: Cast, at: datetime) -> None:
    """機密区分を渡す: each given by one and confirmed by a second."""
    for person, clearance, giver, second in GRANTS:
        made = actions.give_clearance(cast.person(person), clearance, until=None, by=cast.viewer(giver, at), at=at)
        actions.confirm_clearance(made, by=cast.viewer(second, at), at=at)
        cast.forget_viewers()


def offer_clearance(cast: Cast, until: date, at: datetime) -> None:
    """渡すと決めたところ: 契約 for saeki waits for its second person."""
    giver = cast.viewer("nishino", at)
    actions.give_clearance(cast.person("saeki"), "contract", until=until, by=giver, at=at)

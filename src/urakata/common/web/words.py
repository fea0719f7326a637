"""日付と数の書き方: how a day, a moment, a distance, a figure and a name read on screen (ux §8).

Views, wording and templates share these, so that 「19日（木）」 looks the same everywhere.
"""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

WEEKDAYS = (
    gettext_noop("月"),
    gettext_noop("火"),
    gettext_noop("水"),
    gettext_noop("木"),
    gettext_noop("金"),
    gettext_noop("土"),
    gettext_noop("日"),
)
SHOWN_AS_WEEKS_BEYOND = 10  # business days; nearer than that a count of days says more


def weekday(day: date) -> str:
    """曜日: 月 … 日."""
    return _(WEEKDAYS[day.weekday()])


def day_words(day: date, today: date | None = None) -> str:
    """日: 19日（木） in the month of `today`, 11月19日（木） in its year, with the year beyond it.

    Of a moment the day in the company's own time, as `clock_words` says the hour.
    """
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    parts = {"year": day.year, "month": day.month, "day": day.day, "weekday": weekday(day)}
    if today is not None and day.year != today.year:
        return _("%(year)d年%(month)d月%(day)d日（%(weekday)s）") % parts
    if today is not None and day.month == today.month:
        return _("%(day)d日（%(weekday)s）") % parts
    return _("%(month)d月%(day)d日（%(weekday)s）") % parts


def clock_words(at: datetime | time) -> str:
    """時刻: 9:14, in the company's own time."""
    if isinstance(at, datetime) and timezone.is_aware(at):
        at = timezone.localtime(at)
    return f"{at.hour}:{at.minute:02d}"


def moment_words(at: datetime, today: date | None) -> str:
    """いつ: 今日 9:14, 昨日 17:05, otherwise the day alone."""
    day = timezone.localtime(at).date() if timezone.is_aware(at) else at.date()
    since = (today - day).days if today else None
    if since == 0:
        return _("今日 %(clock)s") % {"clock": clock_words(at)}
    if since == 1:
        return _("昨日 %(clock)s") % {"clock": clock_words(at)}
    return day_words(day, today)


def distance_words(business_days: int) -> str:
    """期限までの近さ: said before the day itself; what is past is left over, not counted as late."""
    if business_days < 0:
        return _("残っています")
    if business_days == 0:
        return _("今日中")
    if business_days <= SHOWN_AS_WEEKS_BEYOND:
        return _("あと%(count)d営業日") % {"count": business_days}
    return _("あと%(count)d週間") % {"count": round(business_days / 5)}


def count_words(count: int) -> str:
    """いくつ: 2つ, and from ten on 12個: つ is counted up to nine."""
    return (_("%(count)dつ") if count < 10 else _("%(count)d個")) % {"count": count}


def figure_words(value: int | Decimal | str | None) -> str:
    """数: 12,715,430; minus is −, not entered is empty."""
    if value is None or value == "":
        return ""
    return f"{Decimal(value):,f}".replace("-", "−")


def yen_words(value: int | Decimal | str | None) -> str:
    """金額: 12,715,430円."""
    digits = figure_words(value)
    return _("%(amount)s円") % {"amount": digits} if digits else ""


def minutes_words(minutes: int | None) -> str:
    """目安: 25分, 1時間, 4時間30分."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d分") % {"minutes": rest}
    if not rest:
        return _("%(hours)d時間") % {"hours": hours}
    return _("%(hours)d時間%(minutes)d分") % {"hours": hours, "minutes": rest}


def surname(name: str) -> str:
    """姓: what stands on a stamp; a name without a space is taken whole."""
    return name.split()[0] if name.split() else ""


def who_words(name: str) -> str:
    """さん付け: 佐伯 悠 becomes 佐伯さん."""
    return pgettext("name", "%(name)sさん") % {"name": surname(name)}

"""測るための家: the sample company in a home of its own, under the product's own settings."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

AT = datetime(2026, 11, 17, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


def furnish(path: str, *, people: int = 48, tasks: int = 0) -> None:
    """As `demo --people --tasks` makes it, unless it is there already; the clock of the pages stands still at AT."""
    os.environ |= {"URAKATA_HOME": path, "DJANGO_SETTINGS_MODULE": "urakata.config.settings"}
    import django

    django.setup()
    from urakata.config import middleware
    from urakata.config.home import home
    from urakata.config.prepare import prepare, prepare_pages
    from urakata.config.sample import build

    is_new = not home().database.exists()
    prepare(home())
    prepare_pages(home())
    middleware.now = lambda: AT
    if is_new:
        build(people=people, tasks=tasks, at=AT)

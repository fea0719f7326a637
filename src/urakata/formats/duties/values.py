"""義務の値: days, and days of every year, as a rule file writes them."""

import unicodedata
from datetime import date

from urakata.core.calendar_days import MonthDay
from urakata.core.profile import unwritten
from urakata.formats.reading import Reading, shown
from urakata.formats.yaml_places import Node


def day_of(reading: Reading, node: Node | None) -> date | None:
    """2026-10-01."""
    found = _written(node)
    if node is not None and node.value is not None and not isinstance(found, date):
        reading.note(node, "not_day", now=shown(node))
    return found if isinstance(found, date) else None


def month_day_of(reading: Reading, node: Node | None) -> MonthDay | None:
    """06-01."""
    found = _written(node)
    if node is not None and node.value is not None and not isinstance(found, tuple):
        reading.note(node, "not_month_day", now=shown(node))
    return found if isinstance(found, tuple) else None


def _written(node: Node | None) -> date | MonthDay | None:
    if node is None or isinstance(node.value, dict | list):
        return None
    try:
        return unwritten(unicodedata.normalize("NFKC", node.source))
    except ValueError:
        return None

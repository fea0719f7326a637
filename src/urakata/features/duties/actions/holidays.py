"""祝日の一覧を取り込む: the file of the installation, and an entry that says what it changed."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.core.viewer import Viewer
from urakata.rules.holidays.kept import Changes, Listed, keeping


def take_in_holidays(listed: Listed, changes: Changes, *, by: Viewer, at: datetime) -> None:
    """取り込む: the entry is written only if the file could be, and the file stays only if the entry could."""
    with keeping(listed), audit.act(by=by, at=at) as record:
        about = About("holidays", "official", "祝日の一覧", room="settings")
        record(
            "holidays.taken_in",
            about=about,
            until=max(listed).year,
            added=len(changes.added),
            removed=len(changes.removed),
            renamed=len(changes.renamed),
        )

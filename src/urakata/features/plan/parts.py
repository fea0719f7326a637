"""継ぎ目に入れるもの: the way to こよみに流す, on one's own page of the settings."""

from collections.abc import Collection, Mapping

from urakata.common.seams.slot import Facts
from urakata.core.feeds import Kind, may
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company


class ForMe:
    """自分の設定."""

    place = company.OF_ME

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        return {key: {"template": "plan/_way_to_feeds.html"} for key in keys if may(Kind.OWN, viewer)}

"""舞台袖: what every page needs around it, from the viewer and the device alone; a room appears with its feature."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from urakata.core.viewer import Viewer

LOOKS = {
    "theme": {"light", "dark"},
    "font": {"ud"},
    "size": {"l", "xl"},
    "keys": {"off"},
    "veil": {"1"},
}
IDLE_MINUTES = {"3", "5", "10", "30"}


@dataclass(frozen=True, slots=True)
class Room:
    """左の柱の一つ: registered by its feature in AppConfig.ready()."""

    order: int
    label: Any  # lazy translation
    url_name: str
    icon: str
    prefix: str  # the path under which the room is the current one; "/" is that page alone
    also: tuple[str, ...] = ()  # further paths that belong to the room
    may: Callable[[Viewer], bool] = bool  # who of the office finds something in it; everybody, unless told


@dataclass(frozen=True, slots=True)
class Door:
    """左の柱の一つ, as one page shows it."""

    label: Any
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Me:
    """自分."""

    key: str
    name: str
    title: str


Names = Callable[[HttpRequest], "tuple[str, Me | None]"]
_rooms: list[Room] = []
_names: list[Names] = []


def register_room(room: Room) -> None:
    _rooms.append(room)
    _rooms.sort(key=lambda known: known.order)


def register_names(names: Names) -> None:
    """Who tells the company's name and the person's own: filled by the feature that knows them."""
    _names.append(names)


class Shell:
    """One page's surroundings; worked out only as far as the template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.viewer: Viewer | None = getattr(request, "viewer", None)

    @cached_property
    def _told(self) -> tuple[str, Me | None]:
        return _names[0](self.request) if _names else ("", None)

    @property
    def company_name(self) -> str:
        return self._told[0]

    @property
    def me(self) -> Me | None:
        return self._told[1]

    @property
    def today(self) -> date | None:
        now = getattr(self.request, "now", None)
        return now.date() if now else None

    @property
    def rooms(self) -> list[Door]:
        if self.viewer is None or not self.viewer.in_office:
            return []
        path = self.request.path
        return [
            Door(room.label, reverse(room.url_name), room.icon, _is_in(path, room))
            for room in _rooms
            if room.may(self.viewer)
        ]

    @property
    def is_portal(self) -> bool:
        return self.viewer is not None and self.viewer.portal_only

    @property
    def home_url(self) -> str:
        return "/shared/" if self.viewer is not None and self.viewer.is_outside else "/"

    @property
    def window_url(self) -> str:
        """窓口 for whoever has a rail: what is asked of everybody is asked of them too."""
        return "/window/" if self.viewer is not None and self.viewer.in_office else ""

    @property
    def settings_url(self) -> str:
        return "/settings/" if self.viewer is not None else ""

    @property
    def in_settings(self) -> bool:
        return self.request.path.startswith("/settings/")

    @property
    def me_url(self) -> str:
        return "/settings/me/"

    @property
    def sign_out_url(self) -> str:
        return reverse("account_logout") if self.viewer is not None else ""

    @property
    def search_url(self) -> str:
        return "/search/" if self.viewer is not None and self.viewer.in_office else ""

    @property
    def add_url(self) -> str:
        return "/errands/new/" if self.viewer is not None and self.viewer.in_office else ""

    def _look(self, name: str) -> str:
        kept = self.request.COOKIES.get(f"urakata_{name}", "")
        return kept if kept in LOOKS[name] else ""

    @property
    def theme(self) -> str:
        return self._look("theme")

    @property
    def font(self) -> str:
        return self._look("font")

    @property
    def size(self) -> str:
        return self._look("size")

    @property
    def keys(self) -> str:
        return self._look("keys")

    @property
    def veil(self) -> bool:
        return bool(self._look("veil"))

    @property
    def veil_after(self) -> str:
        kept = self.request.COOKIES.get("urakata_veil_after", "")
        return kept if kept in IDLE_MINUTES else ""


def _is_in(path: str, room: Room) -> bool:
    if room.prefix == "/":
        return path == "/" or path.startswith(room.also or ("\0",))
    return path.startswith((room.prefix, *room.also))


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": Shell(request)}

"""動かす命令: serve, demo, worker and sweep."""

import json
import os
import sys
import webbrowser
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time
from functools import partial

from django.conf import settings
from django.urls import reverse

from urakata.common.accounts import beginning
from urakata.common.backup.lock import held
from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.common.jobs.registry import sweep
from urakata.config import demo
from urakata.config.home import OFFICE_OPENS, TOKYO, home, set_clock
from urakata.config.opening import has_company
from urakata.config.prepare import prepare_pages
from urakata.config.supervise import Supervisor, free_port
from urakata.config.work import work
from urakata.core.dates_ja import parse_date


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text[:12]) <= highest:
            raise BadInput(f"「{text[:40]}」は {lowest} から {highest} までの数にしてください。")
        return int(text)

    return number


def _serve_words(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_number(0, 65535), default=8000)
    parser.add_argument("--host", default="127.0.0.1")


def _serve(call: Call) -> Answer:
    """自分の会社を動かす: in the foreground, web and worker."""
    port = free_port(call.words.host, call.words.port)
    with held(call.home):
        set_clock(call.words.today)
        _run(call, call.words.host, port, begin=_link())
    return Answer({})


def _link() -> str:
    """始まりのリンク, where nobody has begun a company in this home yet."""
    if has_company():
        beginning.close()
        return ""
    return reverse("begin", args=[beginning.new_link()])


def _demo_words(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_number(0, 65535), default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--people", type=_number(20, 5000))
    parser.add_argument("--tasks", type=_number(0, 5_000_000))
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("--no-browser", action="store_true")


def _demo(call: Call) -> Answer:
    """見本の会社を動かす; made on the first start, kept afterwards."""
    words = call.words
    port = free_port(words.host, words.port)
    with held(call.home):
        demo.furnish(home(), people=words.people, tasks=words.tasks, reset=words.reset, today=words.today)
        _run(call, words.host, port, browser=not words.no_browser)
    return Answer({})


def _run(call: Call, host: str, port: int, *, browser: bool = False, begin: str = "") -> None:
    prepare_pages(home())
    Supervisor(host, port, partial(_announce, as_json=call.words.json, browser=browser, begin=begin)).run()


def _announce(url: str, pids: list[int], *, as_json: bool, browser: bool, begin: str) -> None:
    """What stands in the terminal once the pages answer; `begin` is the path of the link that begins a company."""
    link = f"{(settings.BASE_URL or url).rstrip('/')}{begin}" if begin else ""
    if as_json:
        print(json.dumps({"ready": True, "url": url, "pids": pids} | ({"begin": link} if link else {})), flush=True)
    elif link:
        print(f"次のリンクを開くと、会社を始められます（1回だけ使えます）。止めるには Ctrl-C。\n{link}", flush=True)
    else:
        print(f"{url} で開けます。止めるには Ctrl-C。", flush=True)
    if browser and (sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        with suppress(webbrowser.Error):
            webbrowser.open(url)


def _no_words(_parser: ArgumentParser) -> None:
    """Nothing beyond what every command takes."""


def _worker(call: Call) -> Answer:
    """裏の仕事だけを動かす; as many as one likes on PostgreSQL."""
    if call.words.today:
        set_clock(call.words.today)
    work()
    return Answer({})


def _sweep_words(parser: ArgumentParser) -> None:
    parser.add_argument("--at", metavar="DATETIME")


def _sweep(call: Call) -> Answer:
    """来た時刻の仕事を一度だけ片づける; answers how much each sweeper did."""
    at = call.at if call.words.at is None else _moment(call.words.at)
    done = sweep(at)
    lines = [f"{name}: {count}" for name, count in done.items()]
    return Answer({"at": at.isoformat(), "done": done, "count": sum(done.values())}, lines or ["ありません。"])


def _moment(text: str) -> datetime:
    """2026-11-17T09:00, 2026-11-17 09:00+09:00 or a day alone, which is meant from the office's opening."""
    day, _, clock = text.strip().replace("T", " ").partition(" ")
    if not clock:
        return datetime.combine(parse_date(day), OFFICE_OPENS, TOKYO)
    try:
        moment = datetime.combine(parse_date(day), time.fromisoformat(clock))
    except ValueError:
        raise BadInput(f"--at「{text[:40]}」を読めません。2026-11-17T09:00 のように書いてください。") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=TOKYO)


COMMANDS = [
    Command("demo", "見本の会社を動かす", _demo_words, _demo, opens_home=False),
    Command("serve", "自分の会社を動かす", _serve_words, _serve),
    Command("worker", "裏の仕事だけを動かす", _no_words, _worker),
    Command("sweep", "来た時刻の仕事を一度だけ片づける", _sweep_words, _sweep),
]

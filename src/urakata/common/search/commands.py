"""さがす命令: search TEXT -k N."""

from argparse import ArgumentParser
from typing import Any

from urakata.common.commands import Answer, BadInput, Call, Command
from urakata.common.search import queries
from urakata.core.viewer import Viewer

MOST = 200


def _words(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="?")
    parser.add_argument("-k", metavar="N", default="10")


def _search(call: Call) -> Answer:
    """さがす: as whoever asks; what they may not know of is not there."""
    if call.words.text is None:
        raise BadInput("さがす言葉を書いてください。例: ./urakata search 給与 -k 10")
    found = results(call.viewer, call.words.text, _count(call.words.k))
    lines = [f"{hit['title']}  {hit['path']}" for hit in found["results"]] or ["近いものが見つかりませんでした。"]
    return Answer(found, lines)


def results(viewer: Viewer, text: str, most: int) -> dict[str, Any]:
    hits = queries.search(viewer, text, most)
    rows = [
        {"kind": hit.kind, "key": hit.key, "title": hit.title, "path": hit.path, "score": round(hit.score, 4)}
        for hit in hits
    ]
    return {"results": rows, "count": len(rows)}


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        raise BadInput(f"-k は1〜{MOST}の数で書きます（いまは「{text[:20]}」）。")
    return int(text)


COMMANDS = [Command("search", "手順や実行をさがす", _words, _search)]

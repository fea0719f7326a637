"""貼り紙: a flow on paper: how large it is printed, and on how many sheets."""

from dataclasses import dataclass
from itertools import pairwise

from urakata.features.procedures.queries.flow import Flow

PAPERS = {"a4": (210, 297), "a3": (297, 420)}
BORDER = 10  # mm
TITLE = 24  # mm for head and foot of a sheet
ARROW = 12  # its head stands with the row to which it leads
MM = 25.4 / 96  # of one unit at its own size
SMALLEST = 0.62  # below it letters cannot be read on a wall


@dataclass(frozen=True, slots=True)
class Sheet:
    """紙1枚: which part of the drawing stands on it, and how large it is printed."""

    number: int
    box: str  # the viewBox
    head_box: str
    mm_wide: str
    mm_high: str
    mm_head: str


def sheets(flow: Flow, paper: str, *, lying: bool) -> list[Sheet]:
    """貼り紙: on one sheet if it can be read so, else on several, cut between rows, the names of the lanes on each."""
    wide, high = sorted(PAPERS[paper], reverse=lying)
    wide, high = wide - 2 * BORDER, high - 2 * BORDER - TITLE
    across = wide / (flow.width * MM)
    whole = min(across, high / (flow.height * MM), 1.3)
    scale = MM * (whole if whole >= min(SMALLEST, across) else min(across, 1.0))
    cuts = _cuts(flow, high / scale - flow.head)
    return [
        Sheet(
            n,
            f"0 {top:g} {flow.width} {end - top:g}",
            f"0 0 {flow.width} {flow.head}",
            f"{flow.width * scale:.1f}mm",
            f"{(end - top) * scale:.1f}mm",
            f"{flow.head * scale:.1f}mm",
        )
        for n, (top, end) in enumerate(pairwise(cuts), 1)
    ]


def _cuts(flow: Flow, room: float) -> list[float]:
    """Where sheets end: above the last row that would not fit any more."""
    cuts = [float(flow.head)]
    for row, following in zip(flow.rows, [*flow.rows[1:], float(flow.height)], strict=True):
        if following - cuts[-1] > room + 1 and row - ARROW > cuts[-1]:
            cuts.append(row - ARROW)
    return [*cuts, float(flow.height)]

"""数字: `python -m tests.bench` measures everything, each in a process of its own, and writes figures.md."""

import json
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

FIGURES = Path(__file__).with_name("figures.md")
SMALL = 10_000


def main() -> None:
    doors, weights, grid, flow = _asked("doors"), _asked("weight"), _asked("grid"), _asked("flow")
    small, large = _asked("today", "--tasks", str(SMALL)), _asked("today")
    tables = [_today(small, large), _clock(_asked("clock")), _grid(grid), _flow(flow), _doors(doors), _weights(weights)]
    lines = [*_head(), *(line for table in tables for line in (*table, ""))][:-1]
    FIGURES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(FIGURES.read_text(encoding="utf-8"))


def _asked(name: str, *words: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *words], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])


def _head() -> list[str]:
    version = f"Python {platform.python_version()}, {platform.machine()}"
    return [
        "# 数字",
        "",
        f"Measured {date.today()} with `python -m tests.bench`; {version}. Figures, not promises.",
        "",
    ]


def _today(small: dict[str, float], large: dict[str, float]) -> list[str]:
    rows = [
        ("CPU of 今日, ms", f"{small['cpu']:.1f}", f"{large['cpu']:.1f}", ""),
        ("CPU of a bare page of 50 rows, ms", f"{small['bare_cpu']:.1f}", f"{large['bare_cpu']:.1f}", ""),
        ("ratio", _ratio(small, "cpu", "bare_cpu"), _ratio(large, "cpu", "bare_cpu"), "≤ 4"),
        ("p50 of 今日, ms", f"{small['p50']:.1f}", f"{large['p50']:.1f}", ""),
        ("p50 against that at 10,000", "1", f"{large['p50'] / small['p50']:.2f}", "≤ 1.2"),
        ("queries", str(small["queries"]), str(large["queries"]), "≤ 12"),
        ("HTML, gzip, bytes", str(small["gzip"]), str(large["gzip"]), "≤ 15,360"),
    ]
    head = ["| 今日, 200 people | 10,000 tasks | 1,000,000 tasks | wanted |", "|---|---|---|---|"]
    return head + [f"| {' | '.join(row)} |" for row in rows]


def _ratio(of: dict[str, float], above: str, below: str) -> str:
    return f"{of[above] / of[below]:.2f}"


def _clock(clock: dict[str, float]) -> list[str]:
    return [
        "| 締切 | measured | wanted |",
        "|---|---|---|",
        f"| a year of a company, {clock['occurrences']} deadlines, ms | {clock['year_ms']:.1f} | ≤ 50 |",
        f"| {clock['milestones']:,} ages and anniversaries of 10,000 people, ms | {clock['lives_ms']:.0f} | ≤ 1,000 |",
        f"| one deadline asked, ms | {clock['due_ms']:.2f} | |",
        f"| reading the rules, once a process, ms | {clock['files_ms']:.0f} | |",
    ]


def _grid(grid: dict[str, float]) -> list[str]:
    return [
        f"| 人と工程, {grid['cells']:,} cells | measured | wanted |",
        "|---|---|---|",
        f"| opening the run, seconds | {grid['opened']:.2f} | ≤ 2 |",
        f"| a page of 50 people, p50, ms | {grid['page']:.0f} | ≤ 200 |",
        f"| queries, HTML gzip in bytes | {grid['queries']:.0f}, {grid['gzip']:,.0f} | ≤ 15, 15,360 |",
        f"| one person ticked, ms | {grid['one'] * 1000:.0f} | |",
        f"| 900 people ticked in one act, ms | {grid['many'] * 1000:.0f} | |",
    ]


def _flow(flow: dict[str, float]) -> list[str]:
    wanted = {"60": "≤ 50"}
    rows = [f"| {steps} steps, ms | {taken:.0f} | {wanted.get(steps, '')} |" for steps, taken in flow.items()]
    return ["| 流れ図, drawn and written | measured | wanted |", "|---|---|---|", *rows]


def _doors(doors: dict[str, float]) -> list[str]:
    return [
        "| | measured | wanted |",
        "|---|---|---|",
        f"| `./urakata demo` in a new home, seconds until ready | {doors['demo']:.1f} | ≤ 30 |",
        f"| a million shifts on the bank calendar, seconds | {doors['shifts']:.2f} | ≤ 1 |",
    ]


def _weights(weights: dict[str, float]) -> list[str]:
    pages = [f"| {name} | {int(size):,} | 15,360 |" for name, size in weights.items() if not name.startswith("static")]
    parts = [f"| {name[7:]} | {int(size):,} | |" for name, size in weights.items() if name.startswith("static")]
    return ["| gzip, bytes | measured | budget |", "|---|---|---|", *pages, *parts]


if __name__ == "__main__":
    main()

"""戸口の速さ: seconds until `./urakata demo` is ready in a new home, and until a million days are moved."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAYS = 1_000_000


def demo_ready() -> float:
    """From the press of Enter to the line that says ready, after everything is installed."""
    with tempfile.TemporaryDirectory(prefix="urakata-bench-") as home:
        words = ["./urakata", "demo", "--no-browser", "--json", "--port", "0", "--home", home]
        begun = time.perf_counter()
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as demo:
            try:
                while line := demo.stdout.readline():  # type: ignore[union-attr]
                    if json.loads(line)["ready"]:
                        return time.perf_counter() - begun
            finally:
                demo.send_signal(signal.SIGTERM)
                demo.wait(timeout=15)
    raise RuntimeError("demo was never ready")


def million_shifts() -> float:
    """A million days, each moved to the next open day of the bank calendar."""
    from datetime import date, timedelta

    from urakata.core.business_days import Way
    from urakata.rules.calendars import calendar

    bank, first = calendar("bank"), date(2020, 1, 1)
    days = [first + timedelta(days=n % 3650) for n in range(DAYS)]
    bank.shift(first, Way.NEXT)
    begun = time.perf_counter()
    for day in days:
        bank.shift(day, Way.NEXT)
    return time.perf_counter() - begun


def main() -> None:
    os.environ.setdefault("PYTHONUTF8", "1")
    print(json.dumps({"demo": demo_ready(), "shifts": million_shifts()}))


if __name__ == "__main__":
    sys.exit(main())

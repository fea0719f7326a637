"""頁の重さ: what each page, its sheets and its scripts weigh when packed (ux §15), on the sample company."""

import gzip
import json
import re
import sys
import tempfile
from pathlib import Path

from tests.bench.home import furnish

PAGES = {
    "morita": [
        "/",
        "/tasks/",
        "/runs/",
        "/procedures/",
        "/record/",
        "/search/?q=%E7%B5%A6%E4%B8%8E",
        "/settings/people/",
    ],
    "saeki": ["{run}", "{run}print/", "{procedure}"],
    "employee": ["/window/"],
}
ASSET = re.compile(r'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))"')


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="urakata-bench-") as home:
        furnish(home)
        print(json.dumps(measure(), ensure_ascii=False))


def measure() -> dict[str, int]:
    from tests.bench import asking
    from urakata.features.company.models import Person
    from urakata.features.runs.models import Run

    product, found = asking.product(), {}
    run = Run.objects.filter(procedure__key="payroll", finished_at=None).latest("pk")
    places = {"run": f"/runs/{run.code}/", "procedure": f"/procedures/{run.procedure.code}/"}
    for key, paths in PAGES.items():
        cookie = asking.cookie_of(Person.objects.get(code=key).account)
        for path in paths:
            page = asking.asking(product, path.format(**places), cookie)()
            name = path.format(run="/runs/…/", procedure="/procedures/…/")
            found[name] = asking.weight(page)
            found |= {f"static {_plain(asset)}": _packed(asset) for asset in ASSET.findall(page.decode())}
    return found


def _packed(asset: str) -> int:
    from django.conf import settings

    return len(gzip.compress((Path(settings.STATIC_ROOT) / asset).read_bytes(), 9))


def _plain(asset: str) -> str:
    """Without the hash in its name."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset)


if __name__ == "__main__":
    sys.exit(main())

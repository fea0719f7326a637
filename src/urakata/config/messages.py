"""訳文: brings the English catalogue up to date; `python -m urakata.config.messages` (needs Debian's gettext).

New and changed sentences come in untranslated, nothing is guessed; tests/docs/test_messages.py waits for their English.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
CATALOGUE = SOURCE / "common/web/locale/en/LC_MESSAGES/django.po"
LEFT_OUT = {"tests", "migrations"}
KEYWORDS = ("gettext_lazy", "gettext_noop", "pgettext:1c,2", "pgettext_lazy:1c,2", "ngettext_lazy:1,2")
DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


def collected(catalogue: Path = CATALOGUE) -> str:
    """The catalogue as it should be: every sentence of templates and code in their order, with the English there is."""
    with tempfile.TemporaryDirectory() as work:
        found, merged = Path(work) / "found.pot", Path(work) / "merged.po"
        _extract(Path(work), found)
        _run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "-o", str(merged), str(catalogue), str(found))
        _run("msgattrib", "--no-obsolete", "--no-wrap", "-o", str(merged), str(merged))
        return DATE.sub("", merged.read_text(encoding="utf-8"))


def _extract(work: Path, into: Path) -> None:
    names = list(_copied(work))
    (work / "names").write_text("\n".join(names), encoding="utf-8")
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    _run(
        "xgettext", "--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap", *keywords,
        "--files-from=names", f"--output={into}", where=work,
    )  # fmt: skip


def _copied(work: Path) -> Iterator[str]:
    """Code as it is, templates as code; in a place of their own, because xgettext wants files."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        place = path.relative_to(SOURCE)
        if LEFT_OUT.isdisjoint(place.parts):
            name = f"{place}.py" if path.suffix == ".html" else str(place)
            text = path.read_text(encoding="utf-8")
            target = work / "code" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(templatize(text, origin=name) if path.suffix == ".html" else text, encoding="utf-8")
            yield f"code/{name}"


def compile_catalogue(catalogue: Path = CATALOGUE) -> None:
    """The .mo beside it: an installation has no gettext."""
    _run("msgfmt", "--check", f"--output-file={catalogue.with_suffix('.mo')}", str(catalogue))


def _run(*words: str, where: Path | None = None) -> None:
    subprocess.run(words, cwd=where, check=True)  # noqa: S603


if __name__ == "__main__":
    CATALOGUE.write_text(collected(), encoding="utf-8")
    compile_catalogue()

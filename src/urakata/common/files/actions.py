"""証憑を預かる: bytes go to disk first, under their hash; the row follows in the act's transaction."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from urakata.common.codes import new_code
from urakata.common.files.models import Blob, Evidence
from urakata.common.files.sniff import FileProblem, media_type
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def keep(name: str, content: bytes) -> Blob:
    """Store the bytes once. A crash in between leaves at most an unreferenced file, never a row without one."""
    kind = media_type(name, content)
    if isinstance(kind, FileProblem):
        raise NotAllowed([kind], name=name)
    sha256 = hashlib.sha256(content).hexdigest()
    _write_once(path_of(sha256), content)
    blob, _ = Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(content), "media_type": kind})
    return blob


def attach(
    name: str,
    content: bytes,
    *,
    about_kind: str,
    about_key: str,
    slot: str = "",
    on: date | None = None,
    amount: Decimal | None = None,
    counterparty: str = "",
    by: Viewer,
    at: datetime,
) -> Evidence:
    """証憑を添える; called inside the act of the thing it belongs to."""
    return Evidence.objects.create(
        code=new_code(10),
        blob=keep(name, content),
        name=_plain(name),
        slot=slot[:200],
        about_kind=about_kind,
        about_key=about_key,
        added_by_id=by.person_id,
        added_at=at,
        on=on,
        amount=amount,
        counterparty=counterparty[:200],
    )


def _plain(name: str) -> str:
    """名前: without a path and without marks that turn writing round and would disguise its ending."""
    own = Path(name.replace("\\", "/")).name
    return "".join(sign for sign in own if unicodedata.category(sign) not in {"Cc", "Cf"})[-200:]


def _write_once(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(content)
        partial.flush()
        os.fsync(partial.fileno())
    os.replace(partial.name, path)


def carry(about_kind: str, moved: Mapping[str, str]) -> None:
    """証憑は付いていく: what it belongs to has another address now; called inside the act that gives it one."""
    papers = list(Evidence.objects.filter(about_kind=about_kind, about_key__in=moved))
    for paper in papers:
        paper.about_key = moved[paper.about_key]
    Evidence.objects.bulk_update(papers, ["about_key"])

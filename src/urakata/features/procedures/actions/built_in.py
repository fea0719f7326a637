"""ひとこと仕事の手順: the built-in procedure that stands behind small things; on no shelf and in no search."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from urakata.common.codes import new_code
from urakata.core.outline import Outline
from urakata.core.viewer import operator
from urakata.features.procedures.actions.publishing import put
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries.visible import ADDED


def built_in(outline: Outline, *, at: datetime) -> Procedure:
    """The built-in procedure with this outline's key, made the first time that it is needed."""
    with transaction.atomic():
        found, _made = Procedure.objects.select_for_update(of=("self",)).get_or_create(
            key=ADDED + outline.key,  # no file can ask for it
            defaults={"code": new_code(), "title": outline.title, "is_built_in": True, "made_at": at},
        )
        if found.edition_id is None:
            found.edition = put(found, outline, reason=gettext("はじめから"), by=operator(at.date()), at=at)
            found.save(update_fields=["edition"])
    return found

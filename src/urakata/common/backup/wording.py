"""控えの言葉."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

ACTS: Mapping[str, Any] = {
    "backup.taken": gettext_lazy("控えをとった"),
    "backup.restored": gettext_lazy("控えから戻した"),
}

"""言葉: what the acts of this feature are called in the record."""

from collections.abc import Mapping
from typing import Any

ACTS: Mapping[str, Any] = {}

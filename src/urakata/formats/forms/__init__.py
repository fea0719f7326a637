"""様式のファイル: one form as one YAML file, read with all its mistakes at once and written canonically."""

from urakata.formats.forms.read import read
from urakata.formats.forms.write import write

__all__ = ["read", "write"]

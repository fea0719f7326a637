"""手順のファイル: one procedure as one YAML file, read with all its mistakes at once and written canonically."""

from urakata.formats.procedures.read import read
from urakata.formats.procedures.write import write

__all__ = ["read", "write"]

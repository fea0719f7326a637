"""義務のファイル: one dated YAML file per duty, read with its places."""

from urakata.formats.duties.read import read

__all__ = ["read"]

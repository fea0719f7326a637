"""様式のファイルを書く: the canonical file of a form; what is read from it equals the form."""

from urakata.core.form import Form, to_plain
from urakata.formats.yaml_write import dump


def write(form: Form) -> str:
    """書く: keys in their fixed order, nothing that equals its default."""
    tree = to_plain(form)
    if "\n" in tree.get("why", ""):
        tree["why"] += "\n"
    return dump(tree)

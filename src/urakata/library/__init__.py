"""雛形: the procedures a new company starts with, as the files that people can read and keep."""

from importlib.resources import files


def procedures() -> list[tuple[str, bytes]]:
    """手順の雛形: name and bytes of every procedure file, in the order of the names."""
    folder = files(__name__).joinpath("procedures")
    found = [(file.name, file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return sorted(found)

"""雛形: what a new company starts with, as the files that people can read and keep."""

from importlib.resources import files


def procedures() -> list[tuple[str, bytes]]:
    """手順の雛形: name and bytes of every procedure file, in the order of the names."""
    return _files("procedures")


def forms() -> list[tuple[str, bytes]]:
    """様式の雛形: name and bytes of every form file, in the order of the names."""
    return _files("forms")


def _files(folder: str) -> list[tuple[str, bytes]]:
    found = [(file.name, file.read_bytes()) for file in files(__name__).joinpath(folder).iterdir()]
    return sorted((name, raw) for name, raw in found if name.endswith(".yaml"))

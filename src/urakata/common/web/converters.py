"""番地の部品: what may stand in an address; everything is bounded."""

from django.urls import register_converter


class CodeConverter:
    """A short random address."""

    regex = "[0-9a-z-]{2,14}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberConverter:
    """A small whole number, such as the place of a step."""

    regex = "[0-9]{1,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class PlaceConverter:
    """A step's place in its run, and for a cell of the grid the code of its row behind it: 4, 4-k7m2."""

    regex = "[0-9]{1,5}(?:-[0-9a-z]{2,12})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str | int) -> str:
        return str(value)


class TokenConverter:
    """A secret of a link, as `common/accounts/tokens.py` makes it."""

    regex = "[0-9A-Za-z_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register_all() -> None:
    register_converter(CodeConverter, "code")
    register_converter(NumberConverter, "number")
    register_converter(PlaceConverter, "place")
    register_converter(TokenConverter, "token")

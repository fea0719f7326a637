import pytest

from urakata.common.accounts.paths import is_own_path


@pytest.mark.parametrize("path", ["/", "/runs/k7m2/", "/plan/?month=2026-11#a"])
def test_a_path_of_this_house_is_taken(path: str):
    assert is_own_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "\\\\evil",
        "javascript:alert(1)",
        "///evil",
        "runs/",
    ],
)
def test_a_way_out_of_the_house_is_none(path: str):
    assert not is_own_path(path)

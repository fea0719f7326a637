from datetime import date

import pytest

from urakata.common.accounts.pins import PinProblem, pin_problems


@pytest.mark.parametrize("pin", ["123456", "000000", "654321", "456789", "567890", "121212", "123123", "998998"])
def test_a_pin_that_everybody_tries_first_is_refused(pin: str):
    assert pin_problems(pin) == [PinProblem.TOO_SIMPLE]


@pytest.mark.parametrize("pin", ["860314", "031486", "140386", "610314", "198603", "198614", "031986"])
def test_a_birthday_in_any_order_and_era_is_refused(pin: str):
    assert pin_problems(pin, birth_on=date(1986, 3, 14)) == [PinProblem.BIRTHDAY]


@pytest.mark.parametrize("number", ["482913", "S-482913", "00482913"])
def test_ones_own_number_is_refused(number: str):
    assert pin_problems("482913", number=number) == [PinProblem.OWN_NUMBER]


@pytest.mark.parametrize("pin", ["", "48291", "4829133", "48291a", "４８２９１３"])
def test_a_pin_has_six_figures(pin: str):
    assert pin_problems(pin) == [PinProblem.NOT_SIX_FIGURES]


def test_another_pin_is_taken():
    assert pin_problems("482913", birth_on=date(1986, 3, 14), number="0001") == []

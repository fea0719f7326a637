"""A company that has answered enough for its year to fill, begun long before the day of the tests."""

from datetime import timedelta

import pytest


@pytest.fixture
def kodachi(office, at):
    """会社 of a year ago, as the sample has it."""
    from urakata.config.sample.company import PROFILE
    from urakata.features.company.models import Company

    Company.objects.update(profile=PROFILE.to_plain(), made_at=at - timedelta(days=400))
    return office

from tests.walk.conftest import house

__all__ = ["house"]

from asgiref.local import Local
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client

PASSWORD = "naisho-no-kotoba"


def in_another_process(password: str) -> str:
    """A client whose cache objects are new: what it knows of earlier tries comes from where they are kept."""
    caches._connections = Local(caches.thread_critical)
    form = {"login": "saeki@kodachi.example", "password": password}
    return Client().post("/enter/", form).content.decode()


def test_five_bad_tries_are_counted_over_all_processes(office, settings):
    call_command("createcachetable", "urakata_cache")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "urakata_cache"}
    }

    for _ in range(5):
        assert "ちがいます" in in_another_process("chigau-kotoba")

    assert "続けてまちがえた" in in_another_process(PASSWORD)


def test_the_product_keeps_them_in_the_database():
    from urakata.config import settings

    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")

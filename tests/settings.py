"""The product's settings with what a test run wants: its own home, plain static files, a quick hasher."""

import os
import tempfile

os.environ.setdefault("URAKATA_HOME", tempfile.mkdtemp(prefix="urakata-test-"))

from urakata.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):  # noqa: F405
    # A file as in an installation: in memory, two browsers at once meet locks that nobody else ever meets.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME.database.with_name("test.sqlite3"))}  # noqa: F405
HOME.static.mkdir(parents=True, exist_ok=True)  # noqa: F405

"""設定: one file; every URAKATA_* variable is described in docs/running/settings.md (tested)."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from urakata.config.home import home, secret_key, setting
from urakata.rules import pack

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HOME = home()
pack.use(HOME.rules)

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = [host for host in setting("HOSTS", "*").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in setting("ORIGINS").split(",") if origin]
IS_DEMO = setting("DEMO") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "urakata.common.web",
    "urakata.common.accounts",
    "urakata.common.audit",
    "urakata.common.backup",
    "urakata.common.files",
    "urakata.common.search",
    "urakata.features.company",
    "urakata.features.procedures",
    "urakata.features.runs",
    "urakata.features.recordings",
    "urakata.features.duties",
    "urakata.features.work_requests",
    "urakata.features.plan",
    "urakata.features.today",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "urakata.config.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "urakata.config.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "urakata.config.middleware.ViewerAndClock",
    "urakata.config.middleware.NotBegun",
]

ROOT_URLCONF = "urakata.config.urls"
WSGI_APPLICATION = "urakata.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "urakata.common.web.shell.shell",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "urakata.common.web.templatetags.urakata",
            ],
        },
    }
]

if _postgres := setting("DATABASE_HOST"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": _postgres,
            "PORT": setting("DATABASE_PORT", "5432"),
            "NAME": setting("DATABASE_NAME", "urakata"),
            "USER": setting("DATABASE_USER", "urakata"),
            "PASSWORD": setting("DATABASE_PASSWORD"),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {"pool": True},
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HOME.database),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on sign-in are shared by all processes, so they are counted in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "urakata_cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["urakata.common.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "urakata.common.accounts.adapter.Adapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,30/15m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if setting("BEHIND_PROXY") == "1" else 0
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "/enter/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/enter/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = setting("HTTPS") == "1"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if setting("BEHIND_PROXY") == "1" else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語")), ("en", "English")]
LOCALE_PATHS = [ROOT / "common" / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

STATIC_URL = "static/"
STATIC_ROOT = HOME.static
WHITENOISE_MAX_AGE = 60
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(HOME.files)}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_DIR = HOME.files
BACKUPS_DIR = HOME.backups
BEGIN_FILE = HOME.begin  # the digest of the link that begins the company, while there is none

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = setting("MAIL_HOST")
EMAIL_PORT = int(setting("MAIL_PORT", "587"))
EMAIL_HOST_USER = setting("MAIL_USER")
EMAIL_HOST_PASSWORD = setting("MAIL_PASSWORD")
EMAIL_USE_TLS = setting("MAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = setting("MAIL_FROM", "urakata@localhost")
BASE_URL = setting("BASE_URL")  # for links in mails and QR codes; else the address of the request

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": setting("LOG_LEVEL", "WARNING")},
}

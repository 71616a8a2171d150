"""Settings of the portal, one file for every way of running it.

Everything that differs between machines is an environment variable (docs/operations.md lists them). Without any
variable the portal runs in development mode on an embedded SQLite database below DATA_DIR. `PRODUCTION=1` turns
every development convenience into a start-up error.
"""

import secrets
from pathlib import Path
from urllib.parse import unquote

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
DEMO_SIGN_IN = env.bool("DEMO_SIGN_IN", default=not PRODUCTION)
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / ".data").resolve()


def _production_faults() -> list[str]:
    """What forbids a start with PRODUCTION=1, one sentence per fault."""
    faults = [f"{name} is not set" for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL") if not env.str(name, "")]
    if DEMO_SIGN_IN:
        faults.append("DEMO_SIGN_IN is on")
    if DEBUG:
        faults.append("DEBUG is on")
    return faults


if PRODUCTION and (faults := _production_faults()):
    raise ImproperlyConfigured("PRODUCTION=1 refuses to start: " + "; ".join(faults) + ".")


def _secret_key() -> str:
    """SECRET_KEY from the environment; in development one generated for this data folder."""
    if given := env.str("SECRET_KEY", ""):
        return given
    stored = DATA_DIR / "development-secret"
    if not stored.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with stored.open("x") as new:
                new.write(secrets.token_urlsafe(48))
            stored.chmod(0o600)
        except FileExistsError:
            pass  # another process was first; its secret counts
    return stored.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "cchc_portal.errors.csrf_failure"

# --- What the portal consists of -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "organisations",
    "workflow",
    "documents",
    "indicators",
    "directives",
    "plans",
    "reporting",
    "cchc_portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Serves our own and third-party static files itself, in development too.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "import_export",
    "simple_history",
    "django_htmx",
    "template_partials",
    "csp",
    "django_celery_beat",
    "django_celery_results",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cchc_portal.sessions.ProlongMiddleware",
    # After the sign-in, so that its page shows who is signed in; still before the form is read.
    "cchc_portal.errors.RequestSizeMiddleware",
    "cchc_portal.errors.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "cchc_portal.urls"
WSGI_APPLICATION = "cchc_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cchc_portal.frame.frame",
            ],
        },
    },
]

# --- Database, cache, sessions ---------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # WAL without IMMEDIATE is worse than no WAL: a reader that becomes a writer is refused at once, not queued.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def _database() -> dict:
    """The default database: DATABASE_URL, else the embedded SQLite file below DATA_DIR."""
    database = environ.Env.db_url_config(env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        database["OPTIONS"] = SQLITE_OPTIONS
        # A file, not memory: pages of browser tests come from another thread.
        database["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    else:
        # A folder with a socket is written %2Fvar%2Frun%2Fpostgresql in an address.
        database["HOST"] = unquote(database["HOST"])
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database


DATABASES = {"default": _database()}

REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    # Only this process sees this cache, so sessions stay in the database.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    SESSION_ENGINE = "django.contrib.sessions.backends.db"

# 30 minutes without an act. What is opened prolongs the session, once a minute (cchc_portal.sessions), so it lives that
# minute longer: that is the one row a GET may write.
SESSION_COOKIE_AGE = 31 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- Persons and passwords -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["organisations.accounts.Accounts"]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/dang-nhap/"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- What a browser is allowed to do ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Tabler's style sheet draws its small marks as data: images.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        # PDF preview in a frame of our own page.
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    # The container's health check asks over plain HTTP from inside.
    SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)

# How many proxies stand in front and write X-Forwarded-For: the address behind them is the one that tries to sign in.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)

MEGABYTE = 1024 * 1024
# A whole plan typed by hand is below one megabyte; above five somebody pasted a file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
FILE_UPLOAD_PERMISSIONS = 0o640
# Asked by the forms that take files.
ATTACHMENT_MAX_SIZE = 20 * MEGABYTE
# Larger than one attachment with its form: such a request is answered 413 before anything of it is kept.
REQUEST_MAX_SIZE = 25 * MEGABYTE

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["cchc_portal.formats"]
# Reads 1.234,5; see cchc_portal/formats/vi/formats.py for why nothing is printed with it.
USE_THOUSAND_SEPARATOR = True

# --- Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default="") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Never served as such: a file is read through the page of the row it belongs to.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION

# --- Background work -------------------------------------------------------------------------------------------------

if REDIS_URL:
    # Celery has its own name for a socket (unix:///run/redis.sock).
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker" / "queue"),
        "data_folder_out": str(DATA_DIR / "broker" / "queue"),
        "processed_folder": str(DATA_DIR / "broker" / "processed"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
        "store_processed": False,
    }
CELERY_RESULT_BACKEND = "django-db"
CELERY_RESULT_EXPIRES = 7 * 24 * 3600
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
# Other parts add their row here. At every start these rows are written over those of the same name in the database.
CELERY_BEAT_SCHEDULE = {
    # Papers that a lost message or a dead worker left without file, or numbered and not sent.
    "documents.finish_waiting": {"task": "documents.tasks.finish_waiting", "schedule": crontab(minute="*/5")},
    # Units, memberships and review relations begin and end with a day; five minutes after midnight it counts.
    "organisations.rebuild_reach": {
        "task": "organisations.tasks.rebuild_reach",
        "schedule": crontab(hour=0, minute=5),
    },
    "workflow.hand_over": {"task": "workflow.tasks.hand_over", "schedule": crontab(hour=0, minute=10)},
    # Files that were sent piece by piece and never finished.
    "documents.clear_pieces": {"task": "documents.tasks.clear_pieces", "schedule": crontab(hour=2, minute=20)},
    "celery.backend_cleanup": {"task": "celery.backend_cleanup", "schedule": crontab(hour=3, minute=40)},
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Kilobytes; rendering long annexes is what makes a worker grow.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("WORKER_MAX_MEMORY_KB", default=600_000)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# --- Log -------------------------------------------------------------------------------------------------------------

# Acts of persons are Event rows. The log holds faults and paths, never form content, names or addresses.
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # WeasyPrint and fontTools tell every glyph at INFO.
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
    },
}

# --- REST ------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}

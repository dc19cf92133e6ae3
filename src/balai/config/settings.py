"""Django settings. Values come from the environment (see ``env``); nothing here is secret."""

import dj_database_url
from csp.constants import NONCE, NONE, SELF  # noqa: F401

from balai.config import env, logs
from balai.core.keys import django_secret_key

HOME = env.home()
DEBUG = env.flag("BALAI_DEBUG")
DEMO = env.flag("BALAI_DEMO")
SECRET_KEY = django_secret_key(HOME)
ALLOWED_HOSTS = [*env.words("BALAI_HOSTS"), "localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = env.words("BALAI_ORIGINS")
PUBLIC_URL = env.text("BALAI_PUBLIC_URL", "http://127.0.0.1:8000")
# Where browsers find the push process; empty: at the public address, through the proxy.
PUSH_URL = env.text("BALAI_PUSH_URL").rstrip("/")
PUSH_LIMITS = {  # streams at once: all together, and from one address (a building shares one)
    "total": int(env.text("BALAI_PUSH_STREAMS", "2000")),
    "address": int(env.text("BALAI_PUSH_PER_ADDRESS", "500")),
}
PACKS_DIR = env.ROOT / "packs"
LOOK_FILE = env.text("BALAI_LOOK")  # a look of one's own; else the one of the regency's pack
USE_TLS = PUBLIC_URL.startswith("https://")

BALAI_APPS = [
    "balai.core",
    "balai.foundation.audit",
    "balai.foundation.regions",
    "balai.foundation.organizations",
    "balai.foundation.accounts",
    "balai.foundation.notices",
    "balai.foundation.tokens",
    "balai.foundation.forms",
    "balai.foundation.documents",
    "balai.foundation.ledger",
    "balai.foundation.cases",
    "balai.foundation.packs",
    "balai.foundation.presentation",
    "balai.foundation.privacy",
    "balai.foundation.parts",
    "balai.services.catalogue",
    "balai.services.applications",
    "balai.services.payments",
    "balai.services.appointments",
    "balai.services.lifeevents",
    "balai.services.licences",
    "balai.services.queues",
    "balai.territory.innovations",
    "balai.territory.visits",
    "balai.territory.agreements",
    "balai.territory.guests",
    "balai.territory.adoption",
    "balai.front.portal",
    "balai.front.voices",
    "balai.front.displays",
    "balai.front.workplace",
    "balai.front.kiosk",
    "balai.front.api",
]
INSTALLED_APPS = [
    *BALAI_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "balai.runtime.proxies.TrustedProxyMiddleware",
    "balai.runtime.observing.ObservingMiddleware",
    "balai.core.http.middleware.NulMiddleware",
    "balai.core.http.pages.PublicPageMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "balai.core.http.language.LanguageMiddleware",
    "balai.foundation.regions.middleware.RegencyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "balai.core.http.middleware.AccessErrorMiddleware",
    "balai.foundation.parts.middleware.PartsMiddleware",
    "balai.foundation.accounts.middleware.ActorMiddleware",
    "balai.core.http.confirming.ConfirmMiddleware",
    "balai.foundation.audit.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "balai.config.urls"
WSGI_APPLICATION = "balai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balai.core.ui.context.house",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "balai.core.templatetags.balai"],
        },
    }
]
SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # core replaces the library i18n by a faster one
COTTON_DIR = "components"
COTTON_SNAKE_CASED_NAMES = False

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", "postgresql:///balai"), conn_max_age=600, conn_health_checks=True
    )
}
# The log of reads of personal data is written on a second connection: it survives a rollback.
DATABASES["witness"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
# Shared by all processes: rate limits and used one-time codes hold on every worker.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "balai_cache"}}
PGTRIGGER_SCHEMA = None  # the search path finds its function: an installation may have a schema of its own
PROCRASTINATE_ON_APP_READY = "balai.foundation.audit.context.wrap_jobs"
PROCRASTINATE_IMPORT_PATHS = ["balai.runtime.tasks"]
# Seconds without a sign of life, of which a worker gives one every ten, until its jobs are given to another.
PROCRASTINATE_WORKER_DEFAULTS = {"stalled_worker_timeout": 60.0}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [env.ROOT / "src" / "balai" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"  # only a fallback: pages show the regency's zone

LOGGING = logs.configuration()
ACCESS_LOG = env.flag("BALAI_ACCESS_LOG")  # one line for each request
METRICS_TOKEN = env.text("BALAI_METRICS_TOKEN")  # opens /metrics and the causes of /readyz from elsewhere
TRUSTED_PROXIES = env.words("BALAI_TRUSTED_PROXIES")  # addresses and networks; only their word counts

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": env.text("BALAI_STATIC", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
MEDIA_ROOT = HOME / "files"
EMAIL_HOST = env.text("BALAI_EMAIL_HOST")
EMAIL_PORT = int(env.text("BALAI_EMAIL_PORT", "587"))
EMAIL_HOST_USER = env.text("BALAI_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("BALAI_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("BALAI_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 20  # seconds
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
AUDIT_HEAD_EMAIL = env.words("BALAI_AUDIT_EMAIL")  # where the signed head of the audit chain goes every night
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = env.text("BALAI_EMAIL_FROM", "balai@localhost")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USE_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "balai.foundation.accounts.session_store"
SESSION_COOKIE_NAME = "balai_session"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if USE_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF, *([PUSH_URL] if PUSH_URL else [])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Signatures: "local" (trial certificates of this installation) or "bsre" (the agency gateway of BSrE, BSSN).
CLAMD = env.text("BALAI_CLAMD")  # unix:/run/clamav/clamd.ctl or tcp://host:3310; empty for none
DOCUMENT_SIGNER = env.text("BALAI_SIGNER", "local")
BSRE = {
    "url": env.text("BALAI_BSRE_URL", "https://esign.invalid"),
    "user": env.text("BALAI_BSRE_USER"),
    "password": env.text("BALAI_BSRE_PASSWORD"),
    "timeout": float(env.text("BALAI_BSRE_TIMEOUT", "30")),
}
# Timestamps for signatures (RFC 3161). The limit bounds what one signature waits; the roots are PEM, of whom we trust.
TIMESTAMP_AUTHORITY = {
    "url": env.text("BALAI_TSA_URL"),
    "authorization": env.text("BALAI_TSA_AUTHORIZATION"),
    "limit": float(env.text("BALAI_TSA_LIMIT", "3")),
    "roots": env.text("BALAI_TSA_ROOTS"),
}
# Whether certificates of outside signers were taken back: seconds for an issuer; a trial lets our own network pass.
# Nothing is concluded on a word that is older than these hours; issuers publish a list a day (ETSI EN 319 411-1) [R].
REVOCATION = {
    "trial": DEMO or env.flag("BALAI_REVOCATION_TRIAL"),
    "timeout": float(env.text("BALAI_REVOCATION_TIMEOUT", "10")),
    "fresh_hours": float(env.text("BALAI_REVOCATION_HOURS", "24")),
}
# The bank of the regency: virtual accounts and QRIS. Secrets: the newest first, older ones while they change.
PAYMENT_BANK = {
    "url": env.text("BALAI_BANK_URL"),
    "secrets": env.words("BALAI_BANK_SECRET"),
    "timeout": float(env.text("BALAI_BANK_TIMEOUT", "10")),
}
# Catalogues of other installations: the seconds that one answer may take; a trial lets http and our own network pass.
CATALOGUE = {
    "trial": DEMO or env.flag("BALAI_CATALOGUE_TRIAL"),
    "timeout": float(env.text("BALAI_CATALOGUE_TIMEOUT", "20")),
}
# Questions to the API in ten minutes: of a person who is known, of an address that is not.
API_LIMITS = {
    "person": int(env.text("BALAI_API_PER_PERSON", "3000")),
    "address": int(env.text("BALAI_API_PER_ADDRESS", "1200")),
}
PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=()"

from balai.foundation.accounts.settings import *  # noqa: E402,F403

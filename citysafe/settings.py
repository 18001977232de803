"""Settings. What differs between machines comes from the environment; nothing is required on a local machine.

`SITE_URL` decides what this site is: an address on this machine makes it a local one, any other address
makes it a site in service, which refuses to start while something needed is missing or unsafe
(`citysafe.safety`). README.md explains each variable.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from citysafe import databases, logs, safety

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
ENV_FILE = Path(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))
if ENV_FILE.is_file():
    env.read_env(ENV_FILE)

PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
IS_LOCAL = SITE_HOST in safety.LOOPBACK_HOSTS

# The folder within content/ that an empty site is filled from: another partnership, the same code.
CONTENT = env.str("CONTENT", default="liverpool")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=safety.DEVELOPMENT_KEY if IS_LOCAL else "")
ALLOWED_HOSTS = [*([".localhost", "127.0.0.1", "[::1]"] if IS_LOCAL else [SITE_HOST]), *env.list("EXTRA_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXY = env.bool("TRUSTED_PROXY", default=False)

INSTALLED_APPS = [
    "citysafe.desk.apps.StaffAdminConfig",
    "citysafe.desk",
    "citysafe.people",
    "citysafe.history",
    "citysafe.publishing",
    "citysafe.pages",
    "citysafe.privacy",
    "citysafe.design",
    "citysafe.mail",
    "citysafe.work",
    "citysafe.backups",
    "plan",
    "statistics.apps.StatisticsConfig",
    "forum",
    "citysafe.home",
    "citysafe.launch",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

# Only the addresses of staff and partners know sessions; a public page never touches one.
# The headers come first: the redirect to https and a refused host are answers too.
MIDDLEWARE = [
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "citysafe.design.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "citysafe.design.faults.HousePagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "citysafe.people.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "citysafe.people.middleware.CsrfViewMiddleware",
    "citysafe.people.middleware.AuthenticationMiddleware",
    "citysafe.people.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "citysafe.publishing.middleware.FormerAddressMiddleware",
]
# Django looks for its own class by name; citysafe.people's is that class, for private addresses alone.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
PRIVATE_PREFIXES = ("/admin/", "/account/", "/preview/", "/partners/", "/door/")

ROOT_URLCONF = "citysafe.urls"
WSGI_APPLICATION = "citysafe.wsgi.application"
FORM_RENDERER = "citysafe.design.forms.HouseRenderer"
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
                "citysafe.pages.context.furniture",
            ],
            "builtins": ["citysafe.design.templatetags.house"],
        },
    },
]

DATABASES = {"default": databases.tuned(env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'citysafe.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The brake on guessing counts here, so that every process of the site sees the same count. Django throws counts away
# above 300 entries: whoever fills the table with made-up addresses would loosen the brake for the real ones.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limits",
        "KEY_FUNCTION": "citysafe.people.attempts.fingerprint",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "counts": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "citysafe.formats"

STATIC_URL = "/static/"
# A local site serves its static files from where they lie, without collecting them first.
STATIC_ROOT = None if IS_LOCAL else Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
FILE_UPLOAD_PERMISSIONS = 0o640
# Who was erased, by number, where no restored backup of the database brings them back.
ERASED_FOLDER = Path(env.str("ERASED_FOLDER", default=str(BASE_DIR / "var" / "erased")))
# Where the due work puts a backup each night; none is made where nothing is named.
BACKUP_FOLDER = Path(env.str("BACKUP_FOLDER")) if env.str("BACKUP_FOLDER", default="") else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = IS_LOCAL
WHITENOISE_ALLOW_ALL_ORIGINS = False

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "home:index"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
SECOND_FACTOR_REQUIRED = not IS_LOCAL
ACCOUNT_ADAPTER = "citysafe.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "citysafe.people.forms.SignInForm",
    "reset_password": "citysafe.people.forms.AskForPasswordForm",
    "reset_password_from_key": "citysafe.people.forms.NewPasswordForm",
    "set_password": "citysafe.people.forms.FirstPasswordForm",
    "change_password": "citysafe.people.forms.ChangePasswordForm",
    "reauthenticate": "citysafe.people.forms.ConfirmPasswordForm",
}
# Each limit is used up before a password is hashed, which costs a fifth of a second.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "reset_password": "10/10m/ip,3/10m/key",
    "reset_password_from_key": "20/10m/ip",
    "change_password": "5/5m/user",
    "reauthenticate": "10/5m/user",
    "request_login_code": "20/10m/ip,3/15m/key,20/d/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXY else 0
MFA_ADAPTER = "citysafe.people.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "citysafe.people.forms.CodeForm",
    "reauthenticate": "citysafe.people.forms.ConfirmCodeForm",
    "activate_totp": "citysafe.people.forms.ActivateAppForm",
    "add_webauthn": "citysafe.people.forms.AddPasskeyForm",
    "edit_webauthn": "citysafe.people.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Citysafe"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # No third cookie: the cookies page names two.
CSRF_FAILURE_VIEW = "citysafe.design.faults.form_expired"

# Mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="citysafe@localhost" if IS_LOCAL else "")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

# Headers
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **dict.fromkeys(["default-src", "base-uri", "object-src", "frame-ancestors"], (NONE,)),
        **dict.fromkeys(["script-src", "style-src", "img-src", "font-src", "connect-src", "manifest-src", "form-action"], (SELF,)),
    }
}
if not IS_LOCAL:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    if TRUSTED_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Published files that staff import: the largest upload in MB, and the most rows.
IMPORT_MAX_MB = env.int("IMPORT_MAX_MB", default=60)
IMPORT_MAX_ROWS = env.int("IMPORT_MAX_ROWS", default=1_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LOGGING = logs.CONFIGURATION

if _faults := safety.faults(globals()):
    sys.exit("\n".join(["This site will not start:", *(f"- {fault}" for fault in _faults)]))

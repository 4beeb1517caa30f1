"""What is true everywhere. Values that change between places come from the environment."""

import os

from django.utils.csp import CSP

from . import contacts, database, elsewhere, messages
from .environment import BASE_DIR, data_dir, flag, number, public_url, text
from .logs import LOGGING as LOGGING

DEBUG = False
DEMO = False
DATA_DIR = data_dir()
PUBLIC_URL = public_url()
SECURE = PUBLIC_URL.startswith("https://")
ADMIN_HOST = text("ADMIN_HOST")
PORT = number("PORT", 8000)
# How many proxies of ours stand in front; 0 means that nobody's word about an address is taken.
TRUSTED_PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)

# ---- rooms, from the roof down -----------------------------------------------------------
HOUSE_APPS = [
    "school_safety.demo",
    "school_safety.home",
    "school_safety.reports",
    "school_safety.office",
    "lessons",
    "surveys",
    "interventions",
    "school_safety.notices",
    "school_safety.documents",
    "school_safety.web",
    "school_safety.consents",
    "school_safety.access",
    "school_safety.schools",
    "school_safety.accounts",
    "school_safety.audit",
    "school_safety.clock",
    "school_safety.limits",
    "school_safety.volatile",
    "school_safety.vault",
]
INSTALLED_APPS = [
    *HOUSE_APPS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.embeds",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.dingtalk",
    "allauth.socialaccount.providers.feishu",
    "allauth.socialaccount.providers.weixin",
    "school_safety.accounts.wecom",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "school_safety.web.middleware.SecureHeadersMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "school_safety.web.middleware.AdminCSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "school_safety.web.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "school_safety.web.middleware.MethodsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "school_safety.access.kiosk.KioskMiddleware",
    "school_safety.access.middleware.SessionTermsMiddleware",
    "school_safety.web.watch.WatchMiddleware",
    "school_safety.access.middleware.SecondFactorMiddleware",
    "school_safety.web.middleware.EditorsOnlyMiddleware",
    "school_safety.web.middleware.RefusalMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "school_safety.urls"
WSGI_APPLICATION = "school_safety.wsgi.application"

# ---- data ---------------------------------------------------------------------------------
DATABASE_URL = text("DATABASE_URL")
DATABASES = {
    "default": database.postgresql(DATABASE_URL)
    if DATABASE_URL
    else database.sqlite(DATA_DIR / "main.sqlite3")
}
# Requests that one web process works on at a time: a server elsewhere is waited for in turns.
LANES = number("LANES", 2 if DATABASE_URL else 1)
UNSYNCED_DATABASE_ALLOWED = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VOLATILE_PATH = DATA_DIR / "volatile.sqlite3"
SESSION_ENGINE = "school_safety.volatile.sessions"
MESSAGE_STORAGE = "school_safety.web.passing.Passing"
CACHES = {"default": {"BACKEND": "school_safety.volatile.cache.VolatileCache"}}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# ---- keys: the demo makes its own under DATA_DIR; production must name them ----------------
SECRET_KEY = text("SECRET_KEY")
VAULT_KEY_FILE = text("VAULT_KEY_FILE", str(DATA_DIR / "keys" / "vault.key"))
VAULT_KEY_MAY_BE_MADE = False
SEALING_KEY_FILE = text("SEALING_KEY_FILE", str(DATA_DIR / "keys" / "sealing.p12"))
SEALING_KEY_FOLDER = text("SEALING_KEY_FOLDER")  # the districts' own; else beside that file

# ---- pages --------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "school_safety.web.context.page",
            ],
            "builtins": ["school_safety.web.templatetags.ui"],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "school_safety" / "static", ("built", DATA_DIR / "built")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ---- language and time --------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "school_safety" / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# ---- accounts -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "school_safety.schools.passwords.SchoolWordsValidator"},
    {"NAME": "school_safety.accounts.passwords.KeyRowsValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_ADAPTER = "school_safety.home.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# A whole school sits behind one address. Wrong passwords and codes are counted by limits.table,
# because allauth's own count per address is forgotten after a success.
ACCOUNT_RATE_LIMITS = {"login": "3000/m/ip", "login_failed": None, "reauthenticate": "30/m/user"}
MFA_ADAPTER = "school_safety.accounts.factors.MFAAdapter"
MFA_FORMS = {
    "authenticate": "school_safety.accounts.second_step.AuthenticateForm",
    "reauthenticate": "school_safety.accounts.second_step.ReauthenticateForm",
    "activate_totp": "school_safety.accounts.second_step.ActivateTOTPForm",
}
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "School Safety"
# Signing in elsewhere: nothing unless SSO_... is set (docs/how-to/sign-in-elsewhere.md).
SSO = elsewhere.configured(os.environ)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"  # of the address to come back to
SOCIALACCOUNT_ADAPTER = "school_safety.accounts.elsewhere.ElsewhereAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {"dingtalk": {"AUTH_PARAMS": {"prompt": "consent"}}}
# Contact lists that send roster changes: none unless ROSTER_WECOM is set (docs/how-to/wecom-contacts.md).
ROSTER_WECOM = contacts.configured(os.environ)
SESSION_COOKIE_AGE = 60 * 60 * 12  # the longest of access.terms, which ends them earlier
SESSION_SAVE_EVERY_REQUEST = False

# ---- Wagtail ------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "护航校园"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# At Wagtail's half second, pressing save falls into the first autosave and leaves two drafts.
WAGTAIL_AUTOSAVE_INTERVAL = 3000  # milliseconds after the last key
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "lessons.actions.finishing.publish_approved"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILDOCS_EXTENSIONS = ["mp4", "webm", "vtt", "pdf", "mp3", "m4a"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # both as in lessons.rules.picture_file
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "lessons.forms.pictures.PictureForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# ---- headers and cookies (TRUST 3c) -------------------------------------------------------
ALLOWED_HOSTS = [h for h in text("ALLOWED_HOSTS").split(",") if h]
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL, *([f"https://{ADMIN_HOST}"] if ADMIN_HOST else [])]
CSRF_FAILURE_VIEW = "school_safety.web.refusals.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# ---- messages -----------------------------------------------------------------------------
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": text("SMTP_HOST", "localhost"),
            "port": number("SMTP_PORT", 25),
            "username": text("SMTP_USER"),
            "password": text("SMTP_PASSWORD"),
            "use_tls": flag("SMTP_TLS"),
            "timeout": 10,
        },
    }
}
SMS_SENDER = text("SMS_SENDER")  # a callable of (number, words, key), for a vendor of your own
SMS_NOTICES = flag("SMS_NOTICES")  # families' messages too, through that callable
# Vendors with an SDK, and 学校通知 of 企业微信: none unless named (docs/how-to/messages.md).
SMS = messages.sms(os.environ)
WECOM_NOTICE = messages.wecom_notice(os.environ)
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "school-safety@localhost")

"""Settings of sign-in: allauth, second factor, lockout, sessions."""

from datetime import timedelta

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "balai.foundation.accounts.backend.IdentifierBackend",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "email", "phone"]},
    },
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600  # seconds
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds, when the person asks to stay signed in

ACCOUNT_ADAPTER = "balai.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}  # the backend reads a phone number as a username
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = None  # the form asks
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "/masuk/"
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/akun/"
ACCOUNT_FORMS = {
    "login": "balai.foundation.accounts.forms.SignInForm",
    "signup": "balai.foundation.accounts.forms.SignUpForm",
    "reset_password": "balai.foundation.accounts.forms.RecoveryForm",
    "reset_password_from_key": "balai.foundation.accounts.forms.NewPasswordForm",
    "change_password": "balai.foundation.accounts.forms.ChangePasswordForm",
    "reauthenticate": "balai.foundation.accounts.forms.AgainForm",
    "change_email": "balai.foundation.accounts.forms.EmailForm",
    "add_email": "balai.foundation.accounts.forms.EmailForm",
}
# A whole town hall may sit behind one address; single accounts are guarded by axes below.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "signup": "60/m/ip",
    "login_failed": "300/m/ip,10/15m/key",
    "reset_password": "60/m/ip,5/h/key",
}
MFA_ADAPTER = "balai.foundation.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Balai"
MFA_TOTP_TOLERANCE = 1  # one step of 30 s to either side: phones' clocks
MFA_ALLOW_UNVERIFIED_EMAIL = True  # officers sign in without any e-mail
MFA_FORMS = {
    "authenticate": "balai.foundation.accounts.forms.CodeForm",
    "reauthenticate": "balai.foundation.accounts.forms.CodeAgainForm",
    "activate_totp": "balai.foundation.accounts.forms.ActivateForm",
}

ALLAUTH_TRUSTED_PROXY_COUNT = 0  # the outermost middleware has made the client's address right already
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "balai.foundation.accounts.lockout.account_name"
AXES_CLIENT_IP_CALLABLE = "balai.foundation.accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "balai.foundation.accounts.lockout.locked_page"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

"""The site's own settings as they are without a variable of the developer's: only the database may be chosen."""

import os
import re
from pathlib import Path

SOURCE = (Path(__file__).parent.parent / "citysafe" / "settings.py").read_text(encoding="utf-8")
VARIABLES = {*re.findall(r'env\.\w+\("([A-Z_]+)"', SOURCE)} - {"DATABASE_URL"}
for name in VARIABLES:
    os.environ.pop(name, None)
os.environ["ENV_FILE"] = os.devnull
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # a browser test leaves a loop running in this thread

from citysafe.settings import *  # noqa: E402, F403

# A password check costs 200 ms by design; the tests make hundreds of accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# What is refused on purpose is not written to the console; tests that look at the log see it all the same.
LOGGING["handlers"]["console"] = {"class": "logging.NullHandler"}  # noqa: F405

# Each client of a test would list every static file anew.
WHITENOISE_AUTOREFRESH = True

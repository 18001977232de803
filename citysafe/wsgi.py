"""The site as a WSGI application: what the web server serves."""

import os

import django

import citysafe  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citysafe.settings")
# A page that waits too long for PostgreSQL gives up; commands such as `migrate` may take their time.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=5000 -c lock_timeout=3000")
django.setup(set_prefix=False)

from citysafe.backups.unfinished import refuse_what_is_half_restored  # noqa: E402
from citysafe.design.incoming import Application  # noqa: E402
from citysafe.people.demo import refuse_demo_accounts  # noqa: E402

application = Application()
refuse_demo_accounts()
refuse_what_is_half_restored()

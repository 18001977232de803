"""The site as a WSGI application: what the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

import citysafe  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citysafe.settings")
# A page that waits too long for PostgreSQL gives up; commands such as `migrate` may take their time.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=5000 -c lock_timeout=3000")
application = get_wsgi_application()

from citysafe.people.demo import refuse_demo_accounts  # noqa: E402

refuse_demo_accounts()

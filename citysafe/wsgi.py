"""The site as a WSGI application: what the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

import citysafe  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citysafe.settings")
application = get_wsgi_application()

from citysafe.people.demo import refuse_demo_accounts  # noqa: E402

refuse_demo_accounts()

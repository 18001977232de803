"""Django's command line for this site."""

import os
import sys

from django.core.management import execute_from_command_line

import citysafe  # noqa: F401  (lets the name `statistics` mean both things before Django looks it up)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citysafe.settings")
    execute_from_command_line(sys.argv)

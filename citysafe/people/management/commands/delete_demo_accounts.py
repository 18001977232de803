from typing import Any

from django.core.management.base import BaseCommand

from citysafe.people.demo import delete_demo_accounts


class Command(BaseCommand):
    help = "Deletes the accounts for trying out, with which a site in service does not start."

    def handle(self, **options: Any) -> None:
        number = delete_demo_accounts()
        self.stdout.write(f"{number} deleted." if number else "There were none.")

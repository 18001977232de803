from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from citysafe.people import services
from citysafe.people.links import password_link
from citysafe.people.models import User
from citysafe.people.roles import ADMINISTRATOR


class Command(BaseCommand):
    help = "Opens an administrator's account and prints a link with which its owner sets a password. Run again, it prints a new link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL", help="The person's own work address.")
        parser.add_argument("full_name", metavar="“FULL NAME”", help="As colleagues know them.")

    def handle(self, *, email: str, full_name: str, **options: Any) -> None:
        account = User.objects.filter(email=email.strip().lower()).first() or self._open(email, full_name)
        if not account.is_active or not account.groups.filter(name=ADMINISTRATOR).exists():
            raise CommandError(
                "There is already an account with this address, but it is closed or no administrator's. Change it on the staff desk."
            )
        self.stdout.write(f"{account.full_name} is an administrator. Open this link within 24 hours to set a password; it works once:")
        self.stdout.write(password_link(account))

    def _open(self, email: str, full_name: str) -> User:
        try:
            User(email=email.strip().lower(), full_name=full_name.strip()).full_clean(exclude=["password"])
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        role = Group.objects.get(name=ADMINISTRATOR)
        return services.open_account(email=email, full_name=full_name.strip(), roles=[role], by=None, why="From the command line.")

"""What must hold of whatever is known about somebody who has registered."""

from django.db import models
from django.db.models import Q

OF_PEOPLE = [
    models.CheckConstraint(
        name="forum_registration_address_and_its_key_go_together",
        condition=Q(email__isnull=True, email_key__isnull=True) | Q(email__isnull=False, email_key__isnull=False),
        violation_error_message="An address and the form in which it is compared are kept, and removed, together.",
    ),
    models.CheckConstraint(
        name="forum_registration_registrar_has_name_and_address",
        condition=Q(registrar_name__isnull=True, registrar_email__isnull=True)
        | Q(registrar_name__isnull=False, registrar_email__isnull=False),
        violation_error_message="Whoever registers somebody else gives a name and an address.",
    ),
    models.CheckConstraint(
        name="forum_registration_has_one_organisation",
        condition=Q(organisation__isnull=True) | Q(other_organisation__isnull=True),
        violation_error_message="Choose the organisation from the list, or write another: not both.",
    ),
    models.CheckConstraint(
        name="forum_registration_nothing_is_an_empty_string",
        condition=~(
            Q(full_name="")
            | Q(email="")
            | Q(email_key="")
            | Q(new_email="")
            | Q(former_email="")
            | Q(other_organisation="")
            | Q(role="")
            | Q(registrar_name="")
            | Q(registrar_email="")
            | Q(reason_told="")
        ),
        violation_error_message="What is not known is left out, never kept as an empty word.",
    ),
]

"""Every field that holds something about a person: why, who reads it, and how long it is kept.

A field that looks personal, or could hold anything where people are, and is declared neither here nor as not personal, fails the suite.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.options import Options

from citysafe.people.not_personal import NOT_PERSONAL
from citysafe.people.retention import Retention, days_after_the_meeting, hours_unless_confirmed

OUR_APPS = ("people", "history", "publishing", "pages", "launch", "mail", "work", "backups", "plan", "statistics", "forum", "privacy")
WHERE_PEOPLE_ARE = ("people", "mail", "privacy", "backups", "forum")
OF_PARTNERS = frozenset(
    f"plan.{name}" for name in ("Organisation", "Membership", "Report", "MilestoneReport", "ReportDraft", "Reminder", "PlanImport")
)
HOLDS_ANYTHING = (
    models.CharField,  # and with it addresses of mail and of pages
    models.TextField,
    models.JSONField,
    models.FileField,  # and with it pictures
    models.BinaryField,
    models.GenericIPAddressField,
)
WORDS_OF_A_PERSON = (
    "email",
    "mail",
    "name",
    "phone",
    "mobile",
    "address",
    "postcode",
    "birth",
    "password",
    "login",
    "gender",
    "ethnic",
    "needs",
)


@dataclass(frozen=True)
class Personal:
    """What is kept about somebody in one field. `not_given`: why the person does not get it with everything else that is held."""

    purpose: str
    readers: str
    kept: Retention | str
    not_given: str = ""


ACCOUNT = "While the account exists. A leaver's account is closed and kept, so that history can say who did what."
HISTORY = "As long as the history of what was published."
TO_RUN, TO_TAKE_PART = "To run the meeting.", "So that everybody can take part in the meeting."
ORGANISERS = "Forum organisers and administrators"
IDENTITY, NEEDS, FEEDBACK = days_after_the_meeting(30), days_after_the_meeting(7), days_after_the_meeting(90)
UNCONFIRMED = hours_unless_confirmed(48)
LEFT = Retention("Until they leave, 24 months after the last mail at most.", timedelta(days=730))
UNANSWERED = Retention("Until they answer, 48 hours at most.", timedelta(hours=48))
A_DAY, THREE_DAYS = Retention("A day.", timedelta(days=1)), Retention("Three days.", timedelta(days=3))
EDITORS, MEMBERSHIP = "Editors and administrators", "While the person belongs to the organisation."
FINGERPRINT = "it is a fingerprint of the address, which says nothing more than the address"
PERSONAL_DATA = {
    "people.User.email": Personal("To sign in, and to send the link for a new password.", "Administrators", ACCOUNT),
    "people.User.full_name": Personal(
        "To say to colleagues who changed something.",
        "Administrators; in the history every member of staff, but for partners; those editors too",
        ACCOUNT,
    ),
    "people.User.password": Personal(
        "To sign in: a salted fingerprint, never the password.",
        "Nobody",
        "Until it is changed or the account is closed.",
        not_given="it is a fingerprint, and would help whoever found the copy to guess the password",
    ),
    "people.User.last_login": Personal("To find accounts that nobody uses.", "Administrators", ACCOUNT),
    "people.User.joined_at": Personal("To know since when somebody had access.", "Administrators", ACCOUNT),
    "people.SignInCode.user": Personal("To open the account to whoever types the code.", "Nobody", A_DAY),
    "people.SignInCode.address": Personal(
        "So that a new code ends the one before: a fingerprint made with a key, never the address.", "Nobody", A_DAY, FINGERPRINT
    ),
    "history.Revision.by": Personal("To know who changed something.", "Staff", HISTORY),
    "statistics.Observation.entered_by": Personal("So that another person checks the figure.", "Staff", HISTORY),
    "statistics.Observation.checked_by": Personal("To know who compared the figure with its source.", "Staff", HISTORY),
    "statistics.Import.uploaded_by": Personal("To know who brought the files.", "Staff", HISTORY),
    "statistics.Import.applied_by": Personal("So that another person checks its figures.", "Staff", HISTORY),
    "plan.PlanImport.uploaded_by": Personal("To know who brought the file.", "Editors and administrators", HISTORY),
    "plan.PlanImport.applied_by": Personal("To know who changed the plan by it.", "Editors and administrators", HISTORY),
    "statistics.Release.sent_by": Personal("So that another person releases it.", "Staff", HISTORY),
    "statistics.Release.released_by": Personal("To know who released the figures.", "Staff", HISTORY),
    "statistics.RelationChange.asked_by": Personal("So that another person agrees.", "Staff", HISTORY),
    "statistics.RelationChange.decided_by": Personal("To know who agreed to show hidden figures.", "Staff", HISTORY),
    "statistics.FigureRevision.entered_by": Personal("So that another person releases it.", "Staff", HISTORY),
    **dict.fromkeys(
        ("forum.Feedback.helped", "forum.Feedback.different", "forum.Feedback.next_agenda"),
        Personal(
            "To make the next meeting better; whoever wrote it is not known.",
            ORGANISERS,
            FEEDBACK,
            not_given="nobody knows who wrote it",
        ),
    ),
    "forum.Registration.full_name": Personal(TO_RUN, ORGANISERS, IDENTITY),
    "forum.Registration.email": Personal("To send mail about the meeting.", ORGANISERS, IDENTITY),
    "forum.Registration.email_key": Personal(
        "To see that nobody is registered twice.", "Nobody", IDENTITY, not_given="it is the address once more, in small letters"
    ),
    "forum.Registration.new_email": Personal("To confirm a new address.", ORGANISERS, UNCONFIRMED),
    "forum.Registration.new_email_asked_at": Personal("To forget an address that nobody confirms.", "Nobody", UNCONFIRMED),
    "forum.Registration.former_email": Personal("To tell it that mail goes to another address now.", "Nobody", THREE_DAYS),
    "forum.Registration.address_moved_at": Personal("To forget the address before.", "Nobody", THREE_DAYS),
    "forum.Registration.organisation": Personal(TO_RUN, ORGANISERS, IDENTITY),
    "forum.Registration.counted_in": Personal(TO_RUN, ORGANISERS, IDENTITY),
    "forum.Registration.other_organisation": Personal(TO_RUN, ORGANISERS, IDENTITY),
    "forum.Registration.role": Personal(TO_RUN, ORGANISERS, IDENTITY),
    "forum.Registration.registrar_name": Personal("To tell people who registered them.", ORGANISERS, IDENTITY),
    "forum.Registration.registrar_email": Personal(
        "To ask whoever registered somebody else.",
        ORGANISERS,
        IDENTITY,
        not_given="it belongs to whoever registered the person, and was given for the organisers alone",
    ),
    "forum.Registration.reason_told": Personal("To tell the person why they cannot come.", ORGANISERS, IDENTITY),
    "forum.Registration.arrived_at": Personal(
        "To know who is here, and who came.", "Forum organisers, administrators and the helpers at the door that day", IDENTITY
    ),
    "forum.DoorDuty.user": Personal("To let the person in to the list at the door.", ORGANISERS, "Until the day after the meeting."),
    "forum.DoorDuty.given_by": Personal("To know who let somebody in.", ORGANISERS, "Until the day after the meeting."),
    "forum.Needs.access": Personal(TO_TAKE_PART, ORGANISERS, NEEDS),
    "forum.Needs.dietary": Personal(TO_TAKE_PART, ORGANISERS, NEEDS),
    "forum.Needs.communication": Personal(TO_TAKE_PART, ORGANISERS, NEEDS),
    "forum.HandOver.colleague_name": Personal("To invite a colleague who takes over.", "Nobody", UNANSWERED),
    "forum.HandOver.colleague_email": Personal("To invite a colleague who takes over.", "Nobody", UNANSWERED),
    "forum.LostLink.address": Personal(
        "So that a mailbox gets few mails: a fingerprint made with a key, never the address.", "Nobody", THREE_DAYS, FINGERPRINT
    ),
    "forum.LostLink.registration": Personal("To send the private link again.", "Nobody", THREE_DAYS),
    "forum.Subscriber.email": Personal("To tell whoever asked for it when a forum is announced.", "Nobody", LEFT),
    "forum.Subscriber.email_key": Personal("So that nobody is told twice.", "Nobody", LEFT),
    "forum.Subscriber.confirmed_at": Personal("To show that the owner of the address agreed, and when.", "Nobody", LEFT),
    "forum.Subscriber.words_version": Personal("To show what they agreed to.", "Nobody", LEFT),
    "forum.Answer.words": Personal(
        "What the organisers of the meeting ask.",
        ORGANISERS,
        "Until as many days after the meeting as stand beside the question: 30 at most.",
    ),
    "forum.WorkshopSeat.workshop": Personal("To keep places in workshops.", ORGANISERS, IDENTITY),
    "plan.Membership.user": Personal("So that people see and report on what their organisation leads.", EDITORS, MEMBERSHIP),
    "plan.Membership.invited_by": Personal("To know who let somebody in.", EDITORS, MEMBERSHIP),
    "plan.Report.submitted_by": Personal("To tell them what was decided.", EDITORS, HISTORY),
    "plan.Report.decided_by": Personal("To know who decided.", "Staff", HISTORY),
    **dict.fromkeys(
        ("plan.ReportDraft.by", "plan.ReportDraft.answers", "plan.ReportDraft.evidence"),
        Personal("So that nothing typed is lost.", "Nobody else", "Until it is sent, 90 days at most."),
    ),
    "plan.BoardReport.approved_by": Personal("To know who stands for the report.", "Staff", HISTORY),
    "plan.Plan.chair_name": Personal(
        "To attribute a public message to the person who gave it.",
        "Everybody",
        "Until staff take the message down.",
        not_given="it is public, and no address belongs to it",
    ),
}
# What is held in tables that are no models of ours: what they are called, what of a person is in them, and the same of it.
OF_TABLES = {
    "rate_limits": (
        "Attempts to sign in",
        "who tries, and from where",
        Personal("To slow down whoever guesses passwords: fingerprints of addresses made with a key, never an address.", "Nobody", A_DAY),
    ),
    "django_session": (
        "Visits of somebody who is signed in",
        "whose account it is",
        Personal("To know from page to page who is signed in.", "Nobody", "Until they sign out, 12 hours at most."),
    ),
    "account_emailaddress": (
        "Addresses to sign in with",
        "e-mail address",
        Personal("The address of the account once more, where the program for signing in looks for it.", "Nobody", ACCOUNT),
    ),
    "mfa_authenticator": (
        "Second factors",
        "what the app or the passkey is known by",
        Personal("So that a password alone opens no account of staff.", "Nobody", "Until it is taken away or the account is closed."),
    ),
}
# By which field the rows of a model belong to somebody: to the account or the registration there. Every other field
# that names an account says what that person did, which is counted.
BELONGS = {
    "people.User": "",
    "people.SignInCode": "user",
    "plan.Membership": "user",
    "plan.Report": "submitted_by",
    "plan.MilestoneReport": "report",
    "plan.ReportDraft": "by",
    "forum.DoorDuty": "user",
    "forum.Registration": "",
    "forum.Needs": "registration",
    "forum.Answer": "registration",
    "forum.WorkshopSeat": "registration",
    "forum.HandOver": "registration",
    "forum.LostLink": "registration",
    "forum.Subscriber": "",
}
COUNTED = frozenset({"people.SignInCode", "forum.LostLink"})
# Fields that are about somebody else than the row, by the one that holds their address: found, given and erased alone.
# A new address is whoever's it is only once its owner has confirmed it: anybody can have typed it.
ALONE = {
    "forum.Registration.new_email": ("new_email", "new_email_asked_at"),
    "forum.Registration.registrar_email": ("registrar_name", "registrar_email"),
}


def key(field: models.Field) -> str:
    """The field's name in the tables above, such as “people.User.email”."""
    return f"{field.model._meta.label}.{field.name}"


def is_personal(field: models.Field) -> bool:
    return key(field) in PERSONAL_DATA


def fields_of(model: type[models.Model], kept: Retention) -> list[models.Field]:
    """The fields of a model that are kept for so long."""
    return [field for field in model._meta.concrete_fields if is_personal(field) and PERSONAL_DATA[key(field)].kept == kept]


def undeclared_fields() -> list[str]:
    """Fields of our own models that look as if they held something about a person, or could, and are declared nowhere."""
    fields = [field for app in OUR_APPS for model in apps.get_app_config(app).get_models() for field in model._meta.concrete_fields]
    return sorted(key(field) for field in fields if _looks_personal(field) and key(field) not in PERSONAL_DATA | NOT_PERSONAL)


def _looks_personal(field: models.Field) -> bool:
    if field.is_relation:
        return field.related_model is not None and field.related_model._meta.label == settings.AUTH_USER_MODEL
    named_so = isinstance(field, models.EmailField) or any(word in field.name for word in WORDS_OF_A_PERSON)
    return named_so or (isinstance(field, HOLDS_ANYTHING) and _is_where_people_are(field.model._meta))


def _is_where_people_are(model: Options) -> bool:
    return model.app_label in WHERE_PEOPLE_ARE or model.label in OF_PARTNERS

"""What must hold of mail to many, broken once each."""

from tests.breaking import change, repeat
from tests.factories import EventChangeFactory, EventFactory, MailingFactory, SubscriberFactory

OF_MAIL_TO_MANY = {
    "forum_event_reminders_are_days_before": lambda: change(EventFactory(), first_reminder=61),
    "forum_event_reminders_are_in_order": lambda: change(EventFactory(), first_reminder=1),
    "forum_event_change_says_what": lambda: change(EventChangeFactory(), words=""),
    "forum_mailing_kind_is_known": lambda: change(MailingFactory(), kind="lost"),
    "forum_subscriber_agreed_to_words": lambda: change(SubscriberFactory(), confirmed_at=None),
    "forum_mailing_once": lambda: repeat(MailingFactory, "event", "kind", "moment"),
}

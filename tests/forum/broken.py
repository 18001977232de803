"""What breaks each constraint of the forum (tests/test_constraints.py)."""

from datetime import UTC, datetime, time

from django.utils import timezone

from tests.breaking import change, repeat
from tests.factories import (
    AgendaItemFactory,
    AgreedActionFactory,
    DoorDutyFactory,
    EventFactory,
    EventPaperFactory,
    EventQuestionFactory,
    ExportDigestFactory,
    FeedbackFactory,
    HandOverFactory,
    LostLinkFactory,
    NeedsFactory,
    OrganisationFactory,
    PlacesFactory,
    RegistrationFactory,
    RepeatedSubmissionFactory,
    TurnoutFactory,
)

OF_THE_FORUM = {
    "forum_agenda_item_once": lambda: repeat(AgendaItemFactory, "event", "at", "title"),
    "forum_agreed_action_once": lambda: repeat(AgreedActionFactory, "event", "words"),
    "forum_agreed_action_what_happened_has_its_day": lambda: change(AgreedActionFactory(), what_happened="Done."),
    "forum_event_paper_is_a_file_or_a_link": lambda: change(EventPaperFactory(), url=""),
    "forum_event_paper_once": lambda: repeat(EventPaperFactory, "event", "title"),
    "forum_event_question_answered_by_whoever_says_something": lambda: change(EventQuestionFactory(), answer=""),
    "forum_event_question_once": lambda: repeat(EventQuestionFactory, "event", "question"),
    "forum_door_duty_once": lambda: repeat(DoorDutyFactory, "event", "user"),
    "forum_event_end_needs_a_start": lambda: change(EventFactory(), ends=time(12)),
    "forum_event_ends_after_it_starts": lambda: change(EventFactory(), starts=time(12), ends=time(12)),
    "forum_event_registration_closes_after_it_opens": lambda: change(
        EventFactory(), registration_opens_at=datetime(2024, 5, 2, tzinfo=UTC), registration_closes_at=datetime(2024, 5, 1, tzinfo=UTC)
    ),
    "forum_event_confirmation_has_its_hours": lambda: change(EventFactory(), confirmation_hours=49),
    "forum_event_mode_is_known": lambda: change(EventFactory(), mode="lost"),
    "forum_event_offer_has_its_hours": lambda: change(EventFactory(), offer_hours=0),
    "forum_hand_over_is_over_once_it_is_accepted": lambda: change(HandOverFactory(), is_accepted=True),
    "forum_hand_over_names_nobody_once_it_has_ended": lambda: change(HandOverFactory(), ended_at=timezone.now()),
    "forum_hand_over_nothing_is_an_empty_string": lambda: change(HandOverFactory(), colleague_name=""),
    "forum_hand_over_one_at_a_time": lambda: repeat(HandOverFactory, "registration"),
    "forum_export_digest_once_a_week": lambda: repeat(ExportDigestFactory, "monday"),
    "forum_lost_link_asked_once": lambda: repeat(LostLinkFactory, "key"),
    "forum_needs_say_something": lambda: change(NeedsFactory(), access=""),
    "forum_places_are_there": lambda: change(PlacesFactory(), capacity=0),
    "forum_places_never_oversold": lambda: change(PlacesFactory(), capacity=3, taken=4),
    "forum_places_nobody_waits_beside_a_free_place": lambda: change(PlacesFactory(), waiting=1),
    "forum_registration_address_and_its_key_go_together": lambda: change(RegistrationFactory(), email=None),
    "forum_registration_first_state_is_known": lambda: change(RegistrationFactory(), first_state="lost"),
    "forum_registration_has_a_place_by_its_state": lambda: change(RegistrationFactory(), has_place=False),
    "forum_registration_has_one_organisation": lambda: change(RegistrationFactory(), organisation=OrganisationFactory()),
    "forum_registration_nothing_is_an_empty_string": lambda: change(RegistrationFactory(), role=""),
    "forum_registration_one_live_per_email": lambda: repeat(RegistrationFactory, "event", "email_key"),
    "forum_registration_only_what_is_asked_ends": lambda: change(RegistrationFactory(), expires_at=timezone.now()),
    "forum_registration_unconfirmed_by_its_state": lambda: change(RegistrationFactory(), is_unconfirmed=True),
    "forum_registration_what_is_asked_ends": lambda: change(RegistrationFactory(), state="offered"),
    "forum_registration_only_who_attended_has_arrived": lambda: change(RegistrationFactory(), arrived_at=timezone.now()),
    "forum_registration_registrar_has_name_and_address": lambda: change(RegistrationFactory(), registrar_name="Alex"),
    "forum_repeated_submission_told_is_known": lambda: change(RepeatedSubmissionFactory(), told="lost"),
    "forum_turnout_adds_up": lambda: change(TurnoutFactory(), came=13),
    "forum_feedback_nothing_is_an_empty_string": lambda: change(FeedbackFactory(), helped=""),
    "forum_feedback_useful_is_known": lambda: change(FeedbackFactory(), useful="lost"),
}

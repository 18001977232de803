"""What breaks each constraint on workshops, questions and what people chose and answered."""

from datetime import time

from tests.breaking import change, repeat
from tests.factories import AnswerFactory, OrganisationPlacesFactory, QuestionFactory, WorkshopFactory, WorkshopSeatFactory

OF_PARTS = {
    "forum_answer_once": lambda: repeat(AnswerFactory, "question", "registration"),
    "forum_answer_says_something": lambda: change(AnswerFactory(), words=""),
    "forum_organisation_places_are_there": lambda: change(OrganisationPlacesFactory(), at_most=0),
    "forum_organisation_places_never_passed": lambda: change(OrganisationPlacesFactory(), taken=3),
    "forum_organisation_places_once": lambda: repeat(OrganisationPlacesFactory, "event", "organisation"),
    "forum_question_answers_go_within_30_days": lambda: change(QuestionFactory(), kept_days=31),
    "forum_question_choice_has_options": lambda: change(QuestionFactory(choice=True), options=""),
    "forum_question_kind_is_known": lambda: change(QuestionFactory(), kind="lost"),
    "forum_question_once": lambda: repeat(QuestionFactory, "event", "words"),
    "forum_workshop_ends_after_it_starts": lambda: change(WorkshopFactory(), ends=time(11, 0)),
    "forum_workshop_has_a_place": lambda: change(WorkshopFactory(), capacity=0),
    "forum_workshop_never_oversold": lambda: change(WorkshopFactory(capacity=3), taken=4),
    "forum_workshop_once": lambda: repeat(WorkshopFactory, "event", "title"),
    "forum_workshop_seat_once": lambda: repeat(WorkshopSeatFactory, "workshop", "registration"),
}

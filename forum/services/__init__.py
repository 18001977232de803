"""What happens to registrations and places. Each verb is one transaction that holds the row of places first."""

from forum.services.answering import erase_answers
from forum.services.asking_again import tell_who_asked_again
from forum.services.changing import accept, cancel, change, decline
from forum.services.checking import check_counts
from forum.services.confirming import confirm
from forum.services.deciding import approve, refuse
from forum.services.door import arrive, undo_arrival, walk_in
from forum.services.duties import end_duty, end_old_duties, give_duty
from forum.services.ending import expire, expire_due
from forum.services.erasing import WHOLE, erase, erase_again
from forum.services.erasing_alone import ALONE_ERASED
from forum.services.handing_over import invite, take_over, withdraw
from forum.services.holding import release, release_old_holds
from forum.services.inviting import renew_invitation
from forum.services.lost_links import ask_for_link
from forum.services.mailings import send_mailings
from forum.services.moved import record_change
from forum.services.moving import AddressTakenError, ask_for_new_address, confirm_new_address
from forum.services.organisations import OrganisationFullError, count_those_there, of_the_organisation
from forum.services.places import TooFewPlacesError, change_capacity, set_capacity
from forum.services.purging import IDENTITY_KEPT, NEEDS_KEPT, PURGES, forget_answers
from forum.services.queueing import AlreadyThereError, give_place, move_to_event, move_to_front
from forum.services.recording import note, record_export, send_again
from forum.services.registering import Details, NoPlacesError, register, submission_key
from forum.services.sharing import stop_sharing
from forum.services.subscribing import agree, subscribe, unsubscribe, unsubscribe_again
from forum.services.workshops import WorkshopsFullError, give_what_is_free

__all__ = [
    "ALONE_ERASED",
    "IDENTITY_KEPT",
    "NEEDS_KEPT",
    "PURGES",
    "WHOLE",
    "AddressTakenError",
    "AlreadyThereError",
    "Details",
    "NoPlacesError",
    "OrganisationFullError",
    "TooFewPlacesError",
    "WorkshopsFullError",
    "accept",
    "agree",
    "approve",
    "arrive",
    "ask_for_link",
    "ask_for_new_address",
    "cancel",
    "change",
    "change_capacity",
    "check_counts",
    "confirm",
    "confirm_new_address",
    "count_those_there",
    "decline",
    "end_duty",
    "end_old_duties",
    "erase",
    "erase_again",
    "erase_answers",
    "expire",
    "expire_due",
    "forget_answers",
    "give_duty",
    "give_place",
    "give_what_is_free",
    "invite",
    "move_to_event",
    "move_to_front",
    "note",
    "of_the_organisation",
    "record_change",
    "record_export",
    "refuse",
    "register",
    "release",
    "release_old_holds",
    "renew_invitation",
    "send_again",
    "send_mailings",
    "set_capacity",
    "stop_sharing",
    "submission_key",
    "subscribe",
    "take_over",
    "tell_who_asked_again",
    "undo_arrival",
    "unsubscribe",
    "unsubscribe_again",
    "walk_in",
    "withdraw",
]

"""A restored site gives the numbers of its rows again: an old link must not open what somebody else has got since."""

from citysafe.backups.making import make
from citysafe.backups.restoring import restore
from forum import hand_over_links, links, services, subscriber_links
from forum.models import Event, Registration, Subscriber
from tests.citysafe.backups import sites
from tests.factories import SubscriberFactory
from tests.forum.build import event, register


def held(name):
    """Somebody who asked for another address, invited a colleague and wants announcements; both addresses are everybody's."""
    made = register(Event.objects.select_related("places").get(), name)
    services.ask_for_new_address(registration=made, email="new@example.org")
    services.invite(registration=made, full_name="Alex", email="alex@example.org")
    SubscriberFactory(email=f"{name}@example.org")
    return Registration.objects.select_related("event__places").get(pk=made.pk)


def paths(made):
    mine = f"/forum/registration/{links.token(made)}/"
    steps = [mine + step for step in ("", "change/", "cancel/", "erase/", "hand-over/", "data/", "confirm/")]
    subscriber = Subscriber.objects.get()
    ends = [f"agree/{subscriber_links.CONFIRM}", f"leave/{subscriber_links.LEAVE}"]
    return [
        *steps,
        "/forum/new-address/" + links.new_address_link(made).rstrip("/").rpartition("/")[2] + "/",
        f"/forum/hand-over/{hand_over_links.token(made.hand_overs.get())}/",
        *(f"/forum/subscribers/{subscriber_links.token(subscriber, end.partition('/')[2])}/{end.partition('/')[0]}/" for end in ends),
    ]


def numbers(made):
    return made.pk, made.link_version, made.hand_overs.get().pk, Subscriber.objects.get().pk


def test_an_old_link_opens_nothing_of_whoever_got_its_number_after_a_restore(here, elsewhere, folder, client):
    event(5)
    backup = make(folder=folder)
    sam = held("sam")
    old, given = paths(sam), numbers(sam)
    assert {client.get(path).status_code for path in old} == {200}
    elsewhere()
    restore(file=backup.file, replace=False)
    ben = held("ben")
    assert numbers(ben) == given
    before = sites.everything()
    for path in old:
        gone = 200 if path.endswith("/leave/") else 404  # whose address is gone from the list is told so
        assert {client.get(path).status_code, client.post(path).status_code} <= {gone, 405}, path
    assert sites.everything() == before
    assert {client.get(path).status_code for path in paths(ben)} == {200}

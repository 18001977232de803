"""What the tests of the door of a meeting share."""

from django.urls import reverse


def at(of, page="attendance"):
    return reverse(f"door:{page}", args=[of.slug])


def shown(answer):
    return answer.content.decode()


def tap(door, of, registration, name="arrived", **sent):
    return door.post(at(of), {name: registration.pk, **sent})


def find(door, of, words):
    """As the form sends it, and on to where the answer leads."""
    return door.post(at(of), {"q": words}, follow=True)


def fresh_stamp(door, of):
    return shown(door.get(at(of, "walk-in"))).partition('name="stamp" value="')[2].partition('"')[0]

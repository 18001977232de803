"""One process corrects, takes back and publishes a figure while two others read its page: `python -m … rounds`.

Says how many pages were read and how many of them were older than the last answer to whoever publishes.
Round n is a page that shows 1000 + n where n is even, and no page where it is odd.
"""

import multiprocessing
import os
import re
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test import Client  # noqa: E402

from citysafe.history.models import Revision  # noqa: E402
from citysafe.publishing import services as publishing  # noqa: E402
from statistics import services as statistics  # noqa: E402
from statistics.models import Area, Measure, Observation, Series, Source  # noqa: E402
from tests.factories import ObservationFactory, UserFactory  # noqa: E402

fork = multiprocessing.get_context("fork")


def read(address, answered, is_over, pages, wrong):
    client = Client(headers={"host": "localhost"})
    while not is_over.is_set():
        earliest = answered.value
        response = client.get(address)
        latest = answered.value + 1  # what is being done just now may be seen or not
        is_right = is_allowed(response, range(earliest, latest + 1))
        with pages.get_lock():
            pages.value += 1
            wrong.value += not is_right


def is_allowed(response, rounds):
    found = re.search(r"\b1,(0\d\d)\b", response.content.decode())
    if found is None:  # no page, or one whose queries lay on both sides of a change that is not answered yet
        return any(number % 2 for number in rounds)
    return int(found[1]) in rounds and int(found[1]) % 2 == 0


def write(figure, rounds, answered):
    by = UserFactory(staff=True)
    measure = figure.series.measure
    for number in range(1, rounds + 1):
        if number % 2:
            publishing.take_back(thing=measure, by=by)
        else:
            figure.value = 1000 + number
            statistics.enter(observation=figure, by=by)
            publishing.publish(thing=measure, by=by)
        answered.value = number


def main(rounds):
    figure = ObservationFactory(value=1000, series__is_main=True)
    address = figure.series.measure.get_absolute_url()
    django.db.connections.close_all()
    answered, pages, wrong, is_over = fork.Value("i", 0), fork.Value("i", 0), fork.Value("i", 0), fork.Event()
    readers = [fork.Process(target=read, args=(address, answered, is_over, pages, wrong)) for _ in range(2)]
    try:
        for reader in readers:
            reader.start()
        write(figure, rounds, answered)
    finally:
        is_over.set()
        for reader in readers:
            reader.join()
        tidy()
    print(pages.value, wrong.value, *(reader.exitcode for reader in readers))  # noqa: T201


def tidy():
    Revision.objects.all().delete()
    for model in (Observation, Series, Measure, Area, Source):
        model.objects.all().delete()
    UserFactory._meta.model.objects.all().delete()


if __name__ == "__main__":
    main(int(sys.argv[1]))

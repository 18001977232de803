"""An organiser saves several workshops while somebody chooses them, each in a connection of their own: neither blocks the other."""

from datetime import time

import pytest
from django.db import connection

from citysafe.people import roles
from tests.factories import WorkshopFactory
from tests.filled import filled
from tests.forum.build import event
from tests.forum.test_parts_at_the_desk import page
from tests.forum.test_workshops import come, taken
from tests.races import Somebody, needs_two_writers
from tests.world import member

pytestmark = [
    needs_two_writers,
    pytest.mark.django_db(transaction=True),
]


class AtTheFirstLock(Somebody):
    """Acts once the first row of a workshop is locked."""

    def __call__(self, execute, sql, params, many, context):
        self.words = sql if sql.startswith('SELECT "forum_workshop"') and "FOR UPDATE" in sql else "\0"
        return super().__call__(execute, sql, params, many, context)


def test_workshops_that_are_listed_in_another_order_than_people_take_them(client):
    roles.apply()
    client.force_login(member("forum organiser"))
    of = event(5)
    late, early = (WorkshopFactory(event=of, capacity=2, starts=time(hour), ends=time(hour + 1)) for hour in (15, 10))
    typed = filled(client, page(of), **{"workshops-0-capacity": 3, "workshops-1-capacity": 4})
    newcomer = AtTheFirstLock("", lambda: come(of, "ada", late, early))
    with connection.execute_wrapper(newcomer):
        assert client.post(page(of), typed).status_code == 302
    newcomer.thread.join()
    assert taken(late, early) == [1, 1]
    early.refresh_from_db(), late.refresh_from_db()
    assert (early.capacity, late.capacity) == (3, 4)

"""What the registration form is compared with: a Django application that stores one, on the same database with its settings.

One transaction: a conditional update, and two inserts. `python -m tests.bench.bare_form` makes the tables.
"""

import environ
from django.conf import settings

from citysafe import databases

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",
    MIDDLEWARE=[],
    USE_TZ=True,
    DATABASES={"default": databases.tuned(environ.Env().db_url("DATABASE_URL"))},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


class Places(models.Model):  # noqa: DJ008
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "bare"


class Registration(models.Model):  # noqa: DJ008
    full_name = models.CharField(max_length=120)
    email = models.EmailField(unique=True)
    registered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "bare"


class Mail(models.Model):  # noqa: DJ008
    about = models.PositiveBigIntegerField()
    queued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "bare"


@transaction.atomic
def register(request: HttpRequest) -> HttpResponse:
    if not Places.objects.filter(taken__lt=models.F("capacity")).update(taken=models.F("taken") + 1):
        return HttpResponse("Full", status=409)
    stored = Registration.objects.create(full_name=request.POST["full_name"], email=request.POST["email"])
    Mail.objects.create(about=stored.pk)
    return HttpResponseRedirect("/")


urlpatterns = [path("", lambda request: HttpResponse("as bare")), path("register/", register)]


def make_tables() -> None:
    with connection.schema_editor() as editor:
        for model in (Places, Registration, Mail):
            editor.create_model(model)
    Places.objects.create(capacity=1_000_000)


if __name__ == "__main__":
    make_tables()

from django.utils.timezone import localtime

from citysafe.pages.models import Page


def version() -> str:
    """The minute in which the privacy notice last changed, in local time."""
    notice = Page.objects.published().filter(slug="privacy").first()
    return f"{localtime(notice.updated_at):%Y-%m-%d %H:%M}" if notice else "none published"

from citysafe.pages.models import Page


def version() -> str:
    """The day on which the privacy notice last changed: the notice that was on the site when a form was sent."""
    notice = Page.objects.published().filter(slug="privacy").first()
    return f"{notice.updated_at:%Y-%m-%d}" if notice else "none published"

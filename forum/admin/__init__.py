"""The forum as its organisers edit it: the meetings, who comes, and lists to take along."""

from forum.admin import events, registrations  # noqa: F401

"""What the desk shows and nobody writes there."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """Mixed into an admin or an inline: nothing is added, changed or deleted in it, whoever asks."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

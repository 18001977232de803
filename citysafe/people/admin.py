"""Accounts: opened, given roles and closed by administrators, and never deleted."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from citysafe.history.forms import RecordedForm
from citysafe.history.recording import RecordedAdmin
from citysafe.people import services
from citysafe.people.links import absolute
from citysafe.people.models import User
from citysafe.people.roles import ROLES

HOW_TO_GET_IN = "Nobody types a password for somebody else. Tell the person to open {} and to give this e-mail address: a link to set a password comes by mail."


class RolesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Group.objects.filter(name__in=ROLES),
            label="Roles",
            help_text="What the person may do here. Without a role the staff desk stays closed to them.",
            error_messages={"required": "Give at least one role."},
            **options,
        )


class AccountForm(RecordedForm):
    groups = RolesField()
    by: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "groups" in self.fields and self.instance.pk and not self.instance.is_staff:
            self.fields["groups"].required = False  # a partner's account

    def clean_groups(self) -> Any:
        roles = self.cleaned_data["groups"]
        if self.instance.pk:
            services.check_roles(account=self.instance, roles=roles, by=self.by)
        return roles


@admin.register(User)
class AccountAdmin(RecordedAdmin):
    form = AccountForm
    record_fields = ("why",)
    list_display = ("full_name", "email", "roles", "is_active", "second_factor", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("full_name", "email")
    search_help_text = "Search by name or e-mail address."
    ordering = ("full_name", "email")
    actions = ("close", "reopen", "take_factor_away")
    fieldsets = (
        (None, {"fields": ("full_name", "email"), "description": "One person, one account: nobody shares one."}),
        (
            "What they may do",
            {"fields": ("groups",), "description": "A change of roles is kept in the history. You cannot change your own."},
        ),
        (
            "The account",
            {
                "fields": ("is_active", "second_factor", "joined_at", "last_login"),
                "description": "When somebody leaves, choose the account in the list and “Close account”. It is kept, so that history can name it.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        return super().get_queryset(request).prefetch_related("groups").annotate(has_factor=Exists(factors))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        how = HOW_TO_GET_IN.format(absolute(reverse("account_reset_password")))
        return [(None, {"fields": ("full_name", "email"), "description": how}), fieldsets[1], *fieldsets[3:]]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        always = ("is_active", "second_factor", "joined_at", "last_login")
        return (*always, "groups") if obj is not None and obj == request.user else always

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        if "groups" in form.cleaned_data:
            services.let_in(obj, may_enter=bool(form.cleaned_data["groups"]))
        super().save_model(request, obj, form, change)
        services.forget_former_addresses(obj)
        if not change:
            self.message_user(request, HOW_TO_GET_IN.format(absolute(reverse("account_reset_password"))), messages.INFO)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="roles")
    def roles(self, account: User) -> str:
        return ", ".join(group.name for group in account.groups.all())

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, account: User) -> bool:
        return account.has_factor  # type: ignore[attr-defined]

    @admin.action(description="Close account: sign out everywhere, keep the history", permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset.filter(is_active=True):
            try:
                services.close_account(account=account, by=request.user, why="Closed from the list.")  # type: ignore[arg-type]
            except ValidationError as refusal:
                self.message_user(request, f"{account}: {refusal.messages[0]}", messages.ERROR)
            else:
                self.message_user(request, f"{account} is signed out everywhere and can no longer sign in.", messages.SUCCESS)

    @admin.action(description="Take the second factor away: for a lost phone or key", permissions=["change"])
    def take_factor_away(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            try:
                services.take_second_factor_away(account=account, by=request.user, why="Second factor taken away.")  # type: ignore[arg-type]
            except ValidationError as refusal:
                self.message_user(request, f"{account}: {refusal.messages[0]}", messages.ERROR)
            else:
                self.message_user(
                    request, f"{account} is signed out everywhere and sets up a new second factor at the next sign-in.", messages.SUCCESS
                )

    @admin.action(description="Reopen account", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset.filter(is_active=False, erased_at=None):
            services.reopen_account(account=account, by=request.user, why="Reopened from the list.")  # type: ignore[arg-type]
            self.message_user(
                request, f"{account} can set a new password at {absolute(reverse('account_reset_password'))}.", messages.SUCCESS
            )

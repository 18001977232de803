"""The staff admin: one front door, with the second factor asked for where the site is in service."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.utils.decorators import method_decorator


class StaffSite(AdminSite):
    site_header = "Citysafe: staff desk"
    site_title = "Citysafe staff desk"
    index_title = "What would you like to change?"
    enable_nav_sidebar = True

    login = method_decorator(secure_admin_login)(AdminSite.login)

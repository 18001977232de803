from django.apps import AppConfig
from django.contrib.admin import apps as admin


class DeskConfig(AppConfig):
    name = "citysafe.desk"
    verbose_name = "Staff desk"


class StaffAdminConfig(admin.AdminConfig):
    default = False
    default_site = "citysafe.desk.site.StaffSite"

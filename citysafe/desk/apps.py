from django.apps import AppConfig
from django.contrib.admin import apps as admin


class DeskConfig(AppConfig):
    name = "citysafe.desk"
    verbose_name = "Staff desk"


class StaffAdminConfig(admin.AdminConfig):
    default = False
    default_site = "citysafe.desk.site.StaffSite"

    def ready(self) -> None:
        """The desk shows the site's own things alone: what packages register, second factors among them, is taken off again."""
        from django.contrib.admin import site

        super().ready()
        from citysafe.desk.order import GROUPS

        for model in [model for model in site._registry if model._meta.app_label not in GROUPS]:
            site.unregister(model)

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "plan"
    verbose_name = "The plan"

    def ready(self) -> None:
        from citysafe.mail import kinds
        from citysafe.work import tasks
        from plan import invitations, letters
        from plan.services import reminding, reporting

        for kind in (invitations.KIND, *letters.KINDS):
            kinds.register(kind)
        tasks.register(tasks.Task("plan.reminders", "Reminders of reports that are due", reminding.remind))
        tasks.register(tasks.Task("plan.drafts", "Reports that were begun and never sent", reporting.forget_old_drafts))

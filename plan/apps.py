from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "plan"
    verbose_name = "The plan"

    def ready(self) -> None:
        from citysafe.mail.kinds import Kind, register
        from plan import invitations

        register(Kind(invitations.INVITATION, "Invitation to a person of a partner", invitations.invitation, invitations.sample_invitation))

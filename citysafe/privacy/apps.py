from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "citysafe.privacy"
    verbose_name = "Personal data"

    def ready(self) -> None:
        from citysafe.people import erased
        from citysafe.privacy import access, accounts, erasing, overwriting, purging
        from citysafe.work import tasks

        access.register("people.User", accounts.of_address)
        access.register("people.SignInCode", accounts.codes_of_address)
        erased.register(accounts.KIND, accounts.erase_again)
        erased.register(accounts.CODES.kind, accounts.CODES.erase_again)
        for model, erase in accounts.ERASERS.items():
            erasing.register(model, erase)
        tasks.register(tasks.Task(name="privacy.purge", title="Personal data whose time is over", run=purging.run))
        tasks.register(tasks.Task(name="privacy.overwriting", title="Erased data are overwritten", run=overwriting.run))

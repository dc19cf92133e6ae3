from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.territory.guests"
    label = "guests"

    def ready(self) -> None:
        from balai.territory.guests import events, personal, rules, telling  # noqa: F401
        from balai.territory.guests.actions.make_book import make_book
        from balai.territory.guests.addresses import leader_address
        from balai.territory.visits.api import leader_page, when_confirmed

        personal.connect()
        when_confirmed(make_book)
        leader_page("guests:lead", leader_address)

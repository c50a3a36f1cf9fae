"""Little programs that use Tortoise ORM, and what has to be found in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
    from tortoise import fields
    from tortoise.models import Model

    class Stamped(Model):
        created = fields.DatetimeField(auto_now_add=True)

        class Meta:
            abstract = True

    class Tournament(Stamped):
        name = fields.CharField(max_length=50, source_field="title")
        events: fields.ReverseRelation["Event"]

    class Event(Stamped):
        code = fields.UUIDField(primary_key=True)
        tournament: fields.ForeignKeyRelation[Tournament] = fields.ForeignKeyField(
            "models.Tournament", "events", on_delete=fields.OnDelete.SET_NULL, null=True
        )
        participants = fields.ManyToManyField("models.Team", related_name="events")

        class Meta:
            table = "happening"

    class Team(Model):
        captain = fields.OneToOneField("models.Player", source_field="captain_pk")

    class Player(Model):
        name = fields.TextField()
"""

_TABLES = {
    "happening": ("code", "created", "tournament_id"),
    "happening_team": ("happening_id", "team_id"),
    "player": ("id", "name"),
    "team": ("captain_pk", "id"),
    "tournament": ("created", "id", "title"),
}

EXAMPLES = (
    Example(
        title="models, an abstract base, and the table between",
        files={"cup/__init__.py": "", "cup/models.py": _MODELS},
        tables=_TABLES,
    ),
    Example(
        title="awaited queries, lookups that join, relations, and a transaction",
        files={
            "cup/__init__.py": "",
            "cup/models.py": _MODELS,
            "cup/reading.py": """
                from tortoise.expressions import Q
                from cup.models import Event, Team

                async def names():
                    late = Q(tournament__name="Open") | Q(code=None)
                    return [e.code async for e in Event.filter(late).order_by("-created")]

                async def one(code):
                    return await Event.get_or_none(code=code, tournament=3)
            """,
            "cup/following.py": """
                from cup.models import Event

                async def captains(code):
                    event = await Event.get(code=code).prefetch_related("participants")
                    for team in await event.participants.all():
                        captain = await team.captain
                        print(captain.name)
            """,
            "cup/backwards.py": """
                from cup.models import Tournament

                async def events(tournament: Tournament):
                    await tournament.fetch_related("events")
                    return len(tournament.events)
            """,
            "cup/writing.py": """
                from tortoise.transactions import in_transaction
                from cup.models import Event, Player, Team, Tournament

                async def open_cup(name):
                    async with in_transaction():
                        cup, created = await Tournament.get_or_create(name=name)
                        event = await cup.events.create(code="x")
                        await event.participants.add(*await Team.all())

                async def rename(pk, name):
                    await Player.filter(id=pk).update(name=name)
            """,
        },
        tables=_TABLES,
        accesses=(
            "cup.backwards happening read",
            "cup.following happening read",
            "cup.following happening_team read",
            "cup.following player read",
            "cup.following team read",
            "cup.reading happening read",
            "cup.reading tournament read",
            "cup.writing happening write",
            "cup.writing happening_team read",
            "cup.writing happening_team write",
            "cup.writing player write",
            "cup.writing team read",
            "cup.writing tournament read",
            "cup.writing tournament write",
        ),
    ),
)

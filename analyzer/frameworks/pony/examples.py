"""Little programs that use Pony, and what has to be found in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
    from pony.orm import *

    db = Database()

    class Person(db.Entity):
        name = Required(str)
        cars = Set("Car", cascade_delete=True)

    class Driver(Person):
        licence = Required(str)
        teams = Set("Team")

    class Car(db.Entity):
        _table_ = "vehicle"
        plate = PrimaryKey(str)
        owner = Optional(Person, column="owned_by")
        checks = Set("Check")

    class Check(db.Entity):
        car = Required(Car)
        day = Required(int)
        PrimaryKey(car, day)

    class Team(db.Entity):
        drivers = Set(Driver)
"""

_TABLES = {
    "Check": ("car", "day"),
    "Driver_Team": ("driver", "team"),
    "Person": ("classtype", "id", "licence", "name"),
    "Team": ("id",),
    "vehicle": ("owned_by", "plate"),
}

EXAMPLES = (
    Example(
        title="entities, heirs in one table, keys and the table between",
        files={"garage/__init__.py": "", "garage/models.py": _MODELS},
        tables=_TABLES,
    ),
    Example(
        title="names in small letters on PostgreSQL",
        files={
            "garage/__init__.py": "",
            "garage/models.py": """
                from pony import orm

                db = orm.Database("postgres", host="db")

                class CarWash(db.Entity):
                    openingHours = orm.Required(str)
            """,
        },
        tables={"carwash": ("id", "openinghours")},
    ),
    Example(
        title="entities that a function makes for the database that it is handed",
        files={
            "garage/__init__.py": "",
            "garage/cars.py": """
                from pony import orm

                def define_binding(db):
                    class Car(db.Entity):
                        plate = orm.PrimaryKey(str)

                        @classmethod
                        def find(cls, plate):
                            return cls.get(plate=plate)

                    class Truck(Car):
                        load = orm.Optional(int)

                    return Car
            """,
            "garage/store.py": """
                from pony import orm
                from garage import cars

                class Store:
                    def __init__(self):
                        self.db = orm.Database()
                        self.Car = cars.define_binding(self.db)

                    def count(self):
                        return self.Car.select().count(), self.Car.find("A")
            """,
        },
        tables={"Car": ("classtype", "load", "plate")},
        accesses=("garage.cars Car read", "garage.store Car read"),
    ),
    Example(
        title="generators, lambdas, rows by key, and what the session writes",
        files={
            "garage/__init__.py": "",
            "garage/models.py": _MODELS,
            "garage/reading.py": """
                from pony.orm import select
                from garage.models import Car, Person

                def names(plate):
                    return select(p.name for p in Person if p.name != plate)[:]

                def of(owner):
                    return Car.select(lambda c: c.owner == owner).count()
            """,
            "garage/joining.py": """
                from pony.orm import exists
                from garage.models import Car

                def driven(name):
                    return exists(c for c in Car if c.owner.name == name)
            """,
            "garage/writing.py": """
                from pony.orm import db_session
                from garage.models import Car, Driver, Team

                @db_session
                def hand_over(plate, team):
                    driver = Driver(name="A", licence="B", teams=[team])
                    Car[plate].owner = driver
            """,
            "garage/scrapping.py": """
                from garage.models import Car

                def scrap(plate):
                    Car[plate].delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "garage.joining Person read",
            "garage.joining vehicle read",
            "garage.reading Person read",
            "garage.reading vehicle read",
            "garage.scrapping Check read",
            "garage.scrapping Check write",
            "garage.scrapping vehicle read",
            "garage.scrapping vehicle write",
            "garage.writing Driver_Team write",
            "garage.writing Person write",
            "garage.writing vehicle read",
            "garage.writing vehicle write",
        ),
    ),
)

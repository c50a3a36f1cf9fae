"""What schemas of marshmallow-sqlalchemy make and change, shown on little programs."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
    from flask_marshmallow import Marshmallow
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()
    ma = Marshmallow()

    class Award(db.Model):
        id = db.Column(db.Integer, primary_key=True)

    class Team(db.Model):
        id = db.Column(db.Integer, primary_key=True)
"""
_SCHEMAS = """
    from marshmallow_sqlalchemy import SQLAlchemyAutoSchema
    from shop.models import Award, Team, ma

    class AwardSchema(ma.ModelSchema):
        class Meta:
            model = Award

    class TeamSchema(SQLAlchemyAutoSchema):
        class Meta:
            model = Team
            load_instance = True

    class PlainSchema(SQLAlchemyAutoSchema):
        class Meta:
            model = Team
"""
_FILES = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/schemas.py": _SCHEMAS}
_TABLES = {"award": ("id",), "team": ("id",)}

SCHEMAS = (
    Example(
        title="what a schema loads is a row, in versions of today and of before",
        files={
            **_FILES,
            "shop/api.py": """
                from shop.models import db
                from shop.schemas import AwardSchema, PlainSchema, TeamSchema

                def post_award(data):
                    response = AwardSchema().load(data, session=db.session)
                    db.session.add(response.data)

                def post_team(data):
                    db.session.add(TeamSchema().load(data))
            """,
            "shop/plain.py": """
                from shop.models import db
                from shop.schemas import PlainSchema

                def validate(data):
                    return PlainSchema().load(data)
            """,
        },
        tables=_TABLES,
        accesses=("shop.api award write", "shop.api team write"),
    ),
    Example(
        title="a schema changes the row that it is given",
        files={
            **_FILES,
            "shop/api.py": """
                from shop.models import Award, db
                from shop.schemas import AwardSchema

                def patch(key, data):
                    award = Award.query.get(key)
                    AwardSchema(instance=award, partial=True).load(data)
                    db.session.commit()
            """,
            "shop/later.py": """
                from shop.models import Team, db
                from shop.schemas import TeamSchema

                def patch(team: Team, data):
                    TeamSchema(partial=True).load(data, instance=team)
                    db.session.commit()
            """,
        },
        tables=_TABLES,
        accesses=("shop.api award read", "shop.api award write", "shop.later team write"),
    ),
)

"""Little programs that use MongoDB, and what has to be found in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
    from mongoengine import *

    class Person(Document):
        mail = EmailField(primary_key=True)
        name = StringField(db_field="n")
        meta = {"allow_inheritance": True}

    class Editor(Person):
        level = IntField()

    class Remark(EmbeddedDocument):
        by = ReferenceField(Person)

    class Tag(Document):
        word = StringField()
        meta = {"collection": "labels"}

    class BlogPost(Document):
        author = ReferenceField(Editor, reverse_delete_rule=CASCADE, required=True)
        remarks = EmbeddedDocumentListField(Remark)
        tags = ListField(ReferenceField("Tag", reverse_delete_rule=PULL))

        @queryset_manager
        def recent(doc_cls, queryset):
            return queryset.order_by("-id")[:10]
"""

_TABLES = {
    "blog_post": ("_id", "author", "remarks", "tags"),
    "labels": ("_id", "word"),
    "person": ("_cls", "_id", "level", "n"),
}

DOCUMENTS = (
    Example(
        title="documents, heirs in one collection, embedded ones in that of their holder",
        files={"news/__init__.py": "", "news/models.py": _MODELS},
        tables=_TABLES,
        accesses=("news.models blog_post read",),
    ),
    Example(
        title="queries from `objects`, references that are followed, and delete rules",
        files={
            "news/__init__.py": "",
            "news/models.py": _MODELS.partition("@queryset_manager")[0],
            "news/reading.py": """
                from news.models import BlogPost

                def remarks(pk):
                    post = BlogPost.objects.get(id=pk)
                    return [remark.by.name for remark in post.remarks]
            """,
            "news/tagging.py": """
                from news.models import BlogPost, Tag

                def words():
                    for post in BlogPost.objects(author="a").only("tags"):
                        for tag in post.tags:
                            yield tag.word

                def tag(post: BlogPost, word):
                    post.tags.append(Tag(word=word).save())
                    post.save()
            """,
            "news/leaving.py": """
                from news.models import Editor

                def leave(mail):
                    Editor.objects(mail=mail).delete()
            """,
            "news/untagging.py": """
                from news.models import Tag

                def untag(word):
                    Tag.objects(word=word).delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "news.leaving blog_post read",
            "news.leaving blog_post write",
            "news.leaving person write",
            "news.reading blog_post read",
            "news.reading person read",
            "news.tagging blog_post read",
            "news.tagging blog_post write",
            "news.tagging labels read",
            "news.tagging labels write",
            "news.untagging blog_post write",
            "news.untagging labels write",
        ),
    ),
    Example(
        title="a repository for each document, which its class's own manager serves",
        files={
            "news/__init__.py": "",
            "news/models.py": """
                import mongoengine as me

                class Base(me.Document):
                    objects = me.queryset.QuerySetManager()
                    meta = {"abstract": True}

                class Author(Base):
                    name = me.StringField()

                class Story(Base):
                    title = me.StringField()
            """,
            "news/stores.py": """
                from news.models import Author, Story

                class Store:
                    def __init__(self, model):
                        self.model = model

                    def count(self):
                        return self.model.objects(open=True).count()

                authors = Store(Author)
                stories = Store(Story)
            """,
            "news/desk.py": """
                from news.stores import stories

                def waiting():
                    return stories.count()
            """,
        },
        tables={"author": ("_id", "name"), "story": ("_id", "title")},
        accesses=("news.stores author read", "news.stores story read"),
    ),
    Example(
        title="fields that a helper is handed and hands on",
        files={
            "news/__init__.py": "",
            "news/models.py": """
                from mongoengine import *

                def shown(inner, **options):
                    inner.options = options
                    return inner

                class Paper(Document):
                    title = shown(StringField(db_field="t"), label="Title")
                    owner = shown(ReferenceField("House"))
                    readers = shown(ListField(shown(ReferenceField("Person"))))

                    def names(self):
                        return [reader.name for reader in self.readers]

                class House(Document):
                    name = shown(StringField())

                class Person(Document):
                    name = shown(StringField())
            """,
        },
        tables={
            "house": ("_id", "name"),
            "paper": ("_id", "owner", "readers", "t"),
            "person": ("_id", "name"),
        },
        accesses=("news.models person read",),
    ),
    Example(
        title="Flask's extension, which carries the classes",
        files={
            "news/__init__.py": "",
            "news/models.py": """
                from flask_mongoengine import MongoEngine

                db = MongoEngine()

                class Page(db.Document):
                    title = db.StringField(required=True)

                    def hits(self):
                        return Page._get_collection().count_documents({})
            """,
        },
        tables={"page": ("_id", "title")},
        accesses=("news.models page read",),
    ),
)

COLLECTIONS = (
    Example(
        title="collections by attribute, by key and in pipelines",
        files={
            "store/__init__.py": "",
            "store/db.py": """
                from pymongo import MongoClient

                client = MongoClient("mongodb://localhost")
                db = client["store"]
                orders = db.get_collection("orders")
            """,
            "store/reading.py": """
                from store.db import client, orders

                def open_orders():
                    return list(orders.find({"open": True}).sort("day"))

                def with_customers():
                    pipeline = [
                        {"$match": {"open": True}},
                        {"$lookup": {"from": "customers", "localField": "c", "as": "customer"}},
                        {"$out": "report"},
                    ]
                    return client.store.orders.aggregate(pipeline)
            """,
            "store/writing.py": """
                from store.db import client, db

                def close(pk):
                    with client.start_session() as session, session.start_transaction():
                        db["orders"].find_one_and_update({"_id": pk}, {"$set": {"open": False}})
                        db.log.events.insert_one({"closed": pk})
            """,
            "store/asking.py": """
                def of(request, pk):
                    return request.app.db.customers.find_one({"_id": pk})

                def any(collection, pk):
                    return collection.find_one({"_id": pk})
            """,
        },
        tables={"customers": (), "log.events": (), "orders": (), "report": ()},
        accesses=(
            "store.asking customers read",
            "store.reading customers read",
            "store.reading orders read",
            "store.reading report write",
            "store.writing log.events write",
            "store.writing orders read",
            "store.writing orders write",
        ),
    ),
)

"""Little programs that use Peewee, and what has to be found in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
    from peewee import *

    db = SqliteDatabase("blog.db")

    class BaseModel(Model):
        created = DateTimeField()

        class Meta:
            database = db
            legacy_table_names = False

    class User(BaseModel):
        name = CharField(unique=True)

    class BlogPost(BaseModel):
        author = ForeignKeyField(User, backref="posts", on_delete="SET NULL", null=True)
        parent = ForeignKeyField("self", null=True, column_name="reply_to")
        title = CharField(column_name="headline")

    class Tag(BaseModel):
        label = CharField(primary_key=True)
        posts = ManyToManyField(BlogPost, backref="tags")

        class Meta:
            table_name = "labels"
"""

EXAMPLES = (
    Example(
        title="models, a base class that is no table, and the table between",
        files={"blog/__init__.py": "", "blog/models.py": _MODELS},
        tables={
            "blog_post": ("author_id", "created", "headline", "id", "reply_to"),
            "labels": ("created", "label"),
            "labels_blog_post_through": ("blogpost_id", "id", "tag_id"),
            "user": ("created", "id", "name"),
        },
    ),
    Example(
        title="queries, rows, keys followed in both directions, and many-to-many",
        files={
            "blog/__init__.py": "",
            "blog/models.py": _MODELS,
            "blog/reading.py": """
                from blog.models import BlogPost, Tag, User, db

                def titles(name):
                    query = BlogPost.select(BlogPost, User).join(User).where(User.name == name)
                    return [post.title for post in query.order_by(BlogPost.title)]
            """,
            "blog/keys.py": """
                from blog.models import BlogPost

                def author_of(pk):
                    return BlogPost.get_by_id(pk).author.name
            """,
            "blog/backwards.py": """
                from blog.models import User

                def count(name):
                    return User.get(User.name == name).posts.count()
            """,
            "blog/writing.py": """
                from blog.models import BlogPost, Tag, User, db

                @db.atomic()
                def publish(name, title):
                    author, created = User.get_or_create(name=name)
                    post = BlogPost(author=author, title=title)
                    post.save()

                def retitle(old, new):
                    BlogPost.update(title=new).where(BlogPost.title == old).execute()
            """,
            "blog/tagging.py": """
                from blog.models import Tag

                def tag(post, label):
                    Tag[label].posts.add(post)
            """,
            "blog/leaving.py": """
                from blog.models import User

                def leave(user: User):
                    user.delete_instance(recursive=True)
            """,
        },
        tables={
            "blog_post": ("author_id", "created", "headline", "id", "reply_to"),
            "labels": ("created", "label"),
            "labels_blog_post_through": ("blogpost_id", "id", "tag_id"),
            "user": ("created", "id", "name"),
        },
        accesses=(
            "blog.backwards blog_post read",
            "blog.backwards user read",
            "blog.keys blog_post read",
            "blog.keys user read",
            "blog.leaving blog_post write",
            "blog.leaving user write",
            "blog.reading blog_post read",
            "blog.reading user read",
            "blog.tagging labels read",
            "blog.tagging labels_blog_post_through write",
            "blog.writing blog_post write",
            "blog.writing user read",
            "blog.writing user write",
        ),
    ),
    Example(
        title="a composite key, a computed name, a later model, Flask's base class",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                import peewee as pw
                from playhouse.flask_utils import FlaskDB

                flask_db = FlaskDB()

                def prefixed(model):
                    return "shop_" + model.__name__.lower()

                class Base(flask_db.Model):
                    class Meta:
                        table_function = prefixed

                class OrderKey(pw.ForeignKeyField):
                    def __init__(self, *args, **options):
                        options["model"] = Order
                        super().__init__(*args, **options)

                class Receipt(Base):
                    of = OrderKey(column_name="order_number", backref="receipts")

                class Line(Base):
                    order = pw.DeferredForeignKey("Order", backref="lines")
                    position = pw.IntegerField()

                    class Meta:
                        primary_key = pw.CompositeKey("order", "position")

                class Order(Base):
                    number = pw.AutoField()

                    def total(self):
                        return sum(line.position for line in self.lines) + len(self.receipts)

                class Counted(Base):
                    number = pw.IntegerField()

                    @classmethod
                    def select(cls, *fields):
                        return super().select(*fields)

                def sweep():
                    Base.delete_by_id(1)
                    with flask_db.database.atomic():
                        flask_db.database.execute_sql("DELETE FROM shop_order")
            """,
            "shop/counting.py": """
                from shop.models import Counted

                def numbers():
                    return Counted.select().where(Counted.number > 0)
            """,
        },
        tables={
            "shop_base": ("id",),
            "shop_counted": ("id", "number"),
            "shop_line": ("order_id", "position"),
            "shop_order": ("number",),
            "shop_receipt": ("id", "order_number"),
        },
        accesses=(
            "shop.counting shop_counted read",
            "shop.models shop_base write",
            "shop.models shop_counted read",
            "shop.models shop_line read",
            "shop.models shop_order write",
            "shop.models shop_receipt read",
        ),
    ),
)

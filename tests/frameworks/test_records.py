"""What four libraries say themselves of the tables that they would create, found without them.

The expected lines were written down by the libraries (Peewee 4.5, Tortoise 1.1, Pony 0.7, MongoEngine
0.29) from these very classes: `table: columns`, keys with a star, and `table.column -> table.column`
with the rule for deletions. References of embedded documents, which MongoEngine keeps to itself,
were added by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analyzer.model.analysis import Table
from tests.program import codebase_of

PEEWEE = {
    "app/__init__.py": "",
    "app/base.py": """
        from peewee import *
        from playhouse.signals import Model as SignalModel
        db = SqliteDatabase(':memory:')
        def make_name(model_class):
            return 'pre_%s' % model_class.__name__.lower()
        def make_plus(model_class):
            name = model_class.__name__
            return 'plus_' + name.lower() + 's'
        class UpperField(CharField):
            pass
        class MyKey(ForeignKeyField):
            pass
        class BaseModel(Model):
            class Meta:
                database = db
        class Snake(BaseModel):
            class Meta:
                legacy_table_names = False
                schema = "inner"
        class Plus(BaseModel):
            class Meta:
                table_function = make_plus
        class Stamped(BaseModel):
            created = DateTimeField()
            updated = DateTimeField(null=True)
    """,
    "app/models.py": """
        import peewee as pw
        from peewee import *
        from app.base import BaseModel, Snake, Plus, Stamped, UpperField, MyKey, SignalModel, db
        class User(Stamped):
            user_id = AutoField()
            name = UpperField()
            updated = None
        class UserProfile2Big(Snake):
            user = ForeignKeyField(User, backref='profiles', on_delete='CASCADE', primary_key=True)
        class HTTPLog(Snake):
            owner_id = ForeignKeyField(User, null=True, on_delete='SET NULL')
            code = BigIntegerField(column_name='http_code')
        class Person(Plus):
            boss = ForeignKeyField('self', null=True, backref='staff')
            key = MyKey(User, field=User.name)
            key2 = MyKey(User, field='name', column_name='kk')
        class Relationship(BaseModel):
            a = ForeignKeyField(User, backref='x')
            b = ForeignKeyField(Person, backref='y')
            class Meta:
                primary_key = CompositeKey('a', 'b')
                table_name = 'rel'
        class NoKey(BaseModel):
            val = IntegerField()
            class Meta:
                primary_key = False
        class Child(Person):
            toy = CharField()
        class Late(BaseModel):
            t = DeferredForeignKey('Tomorrow', null=True, on_delete='CASCADE')
        class Tomorrow(BaseModel):
            x = TextField()
            id = UUIDField(primary_key=True)
        class Student(BaseModel):
            name = CharField()
        EnrollThrough = DeferredThroughModel()
        class Course(BaseModel):
            students = ManyToManyField(Student, backref='courses')
            plus = ManyToManyField(User, backref='pcourses', through_model=EnrollThrough)
        class Enrolled(BaseModel):
            course = ForeignKeyField(Course)
            user = ForeignKeyField(User)
        EnrollThrough.set_model(Enrolled)
        class Sig(SignalModel):
            class Meta:
                database = db
            q = DateField()
        class Fn(SignalModel):
            f = BlobField()
            class Meta:
                db_table = 'fn_tab'
                database = db
    """,
}

PEEWEE_SAYS = """
    course: id*
    course_student_through.course_id -> course.id None NOT NULL
    course_student_through.student_id -> student.id None NOT NULL
    course_student_through: course_id, id*, student_id
    enrolled.course_id -> course.id None NOT NULL
    enrolled.user_id -> user.user_id None NOT NULL
    enrolled: course_id, id*, user_id
    fn_tab: f, id*
    inner.http_log.owner_id -> user.user_id SET_NULL NULL
    inner.http_log: http_code, id*, owner_id
    inner.user_profile2_big.user_id -> user.user_id CASCADE NOT NULL
    inner.user_profile2_big: user_id*
    late.t_id -> tomorrow.id CASCADE NULL
    late: id*, t_id
    nokey: val
    plus_childs.boss_id -> plus_childs.id None NULL
    plus_childs.key_id -> user.name None NOT NULL
    plus_childs.kk -> user.name None NOT NULL
    plus_childs: boss_id, id*, key_id, kk, toy
    plus_persons.boss_id -> plus_persons.id None NULL
    plus_persons.key_id -> user.name None NOT NULL
    plus_persons.kk -> user.name None NOT NULL
    plus_persons: boss_id, id*, key_id, kk
    rel.a_id -> user.user_id None NOT NULL
    rel.b_id -> plus_persons.id None NOT NULL
    rel: a_id*, b_id*
    sig: id*, q
    student: id*, name
    tomorrow: id*, x
    user: created, name, user_id*
"""

TORTOISE = {
    "app/__init__.py": "",
    "app/models.py": """
        from tortoise import fields, Model
        from tortoise.fields.base import OnDelete
        class TimestampMixin:
            created_at = fields.DatetimeField(null=True, auto_now_add=True)
        class Base(Model):
            id = fields.BigIntField(pk=True)
            class Meta:
                abstract = True
        class User(TimestampMixin, Base):
            username = fields.CharField(max_length=20, source_field="user_name", unique=True)
            friends = fields.ManyToManyField("models.User", related_name="fr")
            roles = fields.ManyToManyField("models.Role", through="u_r", forward_key="r", backward_key="u", related_name="us", on_delete=fields.NO_ACTION)
            class Meta(Base.Meta):
                abstract = False
                table = "auth_user"
        class Role(Base):
            name = fields.CharField(20)
        class Admin(User):
            level = fields.IntField()
            friends = fields.ManyToManyField("models.User", related_name="afr")
            roles = fields.ManyToManyField("models.Role", related_name="admin_roles")
            class Meta:
                table = "adm"
        class Profile(Model):
            user = fields.OneToOneField("models.User", pk=True, related_name="profile")
            by_name = fields.ForeignKeyField("models.User", to_field="username", related_name=False, null=True, on_delete="SET NULL", db_constraint=False)
        class Item(Model):
            uuid = fields.UUIDField(primary_key=True)
            owner = fields.ForeignKeyField("models.Role", source_field="own", on_delete=OnDelete.RESTRICT)
            cats = fields.ManyToManyField("shop.Category")
            parent = fields.ForeignKeyField("models.Item", related_name="children", null=True)
    """,
    "app/shop/__init__.py": "",
    "app/shop/models.py": """
        from tortoise.models import Model
        from tortoise import fields as f
        from app.models import User
        class Category(Model):
            name = f.CharField(20)
            class Meta:
                table = "cat"
        class Role(Model):
            r = f.ForeignKeyField("shop.Category")
            u = f.ForeignKeyField(User, "shoproles")
            class Meta:
                table = "shop_role"
    """,
}

TORTOISE_SAYS = """
    adm: created_at, id*, level, user_name
    adm_auth_user.adm_id -> adm.id CASCADE NOT NULL
    adm_auth_user.user_id -> auth_user.id CASCADE NOT NULL
    adm_auth_user: adm_id, user_id
    adm_role.adm_id -> adm.id CASCADE NOT NULL
    adm_role.role_id -> role.id CASCADE NOT NULL
    adm_role: adm_id, role_id
    auth_user: created_at, id*, user_name
    auth_user_auth_user.auth_user_id -> auth_user.id CASCADE NOT NULL
    auth_user_auth_user.user_id -> auth_user.id CASCADE NOT NULL
    auth_user_auth_user: auth_user_id, user_id
    cat: id*, name
    item.own -> role.id RESTRICT NOT NULL
    item.parent_id -> item.uuid CASCADE NULL
    item: own, parent_id, uuid*
    item_cat.category_id -> cat.id CASCADE NOT NULL
    item_cat.item_id -> item.uuid CASCADE NOT NULL
    item_cat: category_id, item_id
    profile.by_name_id -> auth_user.user_name SET_NULL NULL
    profile.user_id -> auth_user.id CASCADE NOT NULL
    profile: by_name_id, user_id*
    role: id*, name
    shop_role.r_id -> cat.id CASCADE NOT NULL
    shop_role.u_id -> auth_user.id CASCADE NOT NULL
    shop_role: id*, r_id, u_id
    u_r.r -> role.id NO_ACTION NOT NULL
    u_r.u -> auth_user.id NO_ACTION NOT NULL
    u_r: r, u
"""

PONY = {
    "app/__init__.py": "",
    "app/models.py": """
        from datetime import datetime
        from decimal import Decimal
        from pony.orm import *
        db = Database()
        class Customer(db.Entity):
            email = Required(str, unique=True)
            note = Optional(str)
            age = Optional(int)
            cart_items = Set("CartItem")
            orders = Set("Order")
            bio = Optional(LongStr, column="biography", nullable=True)
        class Product(db.Entity):
            sku = PrimaryKey(str, 10)
            name = Required(str)
            categories = Set("Category")
            cart_items = Set("CartItem")
            order_items = Set("OrderItem")
            tags = Set("Tag", table="prod_tags", column="tag_name")
            buddies = Set("Product", reverse="buddies")
            parts = Set("Product", reverse="part_of")
            part_of = Set("Product", reverse="parts")
        class Tag(db.Entity):
            products = Set(Product, column="prod")
            word = Required(str)
        class CartItem(db.Entity):
            quantity = Required(int)
            customer = Required(Customer)
            product = Required(Product, column="prod_sku")
        class OrderItem(db.Entity):
            quantity = Required(int)
            order = Required("Order")
            product = Required(Product)
            PrimaryKey(order, product)
            gifts = Set("Gift")
        class Order(db.Entity):
            _table_ = "orders"
            id = PrimaryKey(int, auto=True)
            customer = Required(Customer)
            backup = Optional("Person", reverse="handled")
            items = Set("OrderItem")
        class Gift(db.Entity):
            item = Optional(OrderItem)
        class Category(db.Entity):
            name = Required(str, unique=True)
            products = Set(Product)
            parent = Optional("Category", reverse="children")
            children = Set("Category", reverse="parent", cascade_delete=True)
        class Person(db.Entity):
            name = Required(str)
            passport = Optional("Passport", cascade_delete=True)
            spouse = Optional("Person", reverse="spouse")
            handled = Set(Order)
            car = Optional("Car")
        class Student(Person):
            gpa = Required(float)
            groups = Set("Group")
            mentor = Optional("Professor")
        class Professor(Person):
            degree = Required(str)
            mentees = Set(Student)
        class Group(db.Entity):
            number = PrimaryKey(int)
            students = Set(Student)
        class Passport(db.Entity):
            code = Required(str)
            person = Required(Person)
        class Car(db.Entity):
            plate = Required(str)
            driver = Optional(Person)
    """,
}

PONY_SAYS = """
    Car.driver -> Person.id SET_NULL NULL
    Car: driver, id*, plate
    CartItem.customer -> Customer.id CASCADE NOT NULL
    CartItem.prod_sku -> Product.sku CASCADE NOT NULL
    CartItem: customer, id*, prod_sku, quantity
    Category.parent -> Category.id CASCADE NULL
    Category: id*, name, parent
    Category_Product.category -> Category.id CASCADE NOT NULL
    Category_Product.product -> Product.sku CASCADE NOT NULL
    Category_Product: category*, product*
    Customer: age, biography, email, id*, note
    Gift.item_order -> OrderItem.order SET_NULL NULL
    Gift.item_product -> OrderItem.product SET_NULL NULL
    Gift: id*, item_order, item_product
    Group: number*
    Group_Student.group -> Group.number CASCADE NOT NULL
    Group_Student.student -> Person.id CASCADE NOT NULL
    Group_Student: group*, student*
    OrderItem.order -> orders.id CASCADE NOT NULL
    OrderItem.product -> Product.sku CASCADE NOT NULL
    OrderItem: order*, product*, quantity
    Passport.person -> Person.id CASCADE NOT NULL
    Passport: code, id*, person
    Person.mentor -> Person.id SET_NULL NULL
    Person.spouse -> Person.id SET_NULL NULL
    Person: classtype, degree, gpa, id*, mentor, name, spouse
    Product: name, sku*
    Product_Product.product -> Product.sku CASCADE NOT NULL
    Product_Product.product_2 -> Product.sku CASCADE NOT NULL
    Product_Product: product*, product_2*
    Product_buddies.product -> Product.sku CASCADE NOT NULL
    Product_buddies.product_2 -> Product.sku CASCADE NOT NULL
    Product_buddies: product*, product_2*
    Tag: id*, word
    orders.backup -> Person.id SET_NULL NULL
    orders.customer -> Customer.id CASCADE NOT NULL
    orders: backup, customer, id*
    prod_tags.prod -> Product.sku CASCADE NOT NULL
    prod_tags.tag_name -> Tag.id CASCADE NOT NULL
    prod_tags: prod*, tag_name*
"""

MONGOENGINE = {
    "app/__init__.py": "",
    "app/base.py": """
        from mongoengine import *
        class Owned(object):
            owner = ReferenceField("User", reverse_delete_rule=NULLIFY)
        class Base(Document):
            created = DateTimeField(required=True)
            meta = {"abstract": True, "allow_inheritance": True}
        class Coll(Document):
            meta = {"abstract": True, "collection": "shared_things"}
    """,
    "app/models.py": """
        from mongoengine import *
        from app.base import Base, Owned, Coll
        class MyStr(StringField):
            pass
        class User(Document):
            name = MyStr(primary_key=True)
            HTTPName = StringField(db_field="http")
            friends = ListField(ReferenceField("self", reverse_delete_rule=PULL))
        class Comment(EmbeddedDocument):
            author = ReferenceField(User, required=True)
            text = StringField()
        class BlogPost(Base, Owned):
            title = StringField()
            comments = ListField(EmbeddedDocumentField(Comment))
            top = EmbeddedDocumentField("Comment")
            editors = ListField(LazyReferenceField(User))
            by_key = MapField(ReferenceField("Tag"))
        class Tag(DynamicDocument):
            meta = dict(collection="labels")
            word = StringField(required=True)
            any = GenericReferenceField()
        class VideoPost(BlogPost):
            length = IntField()
            tag = ReferenceField("Tag", reverse_delete_rule=CASCADE, db_field="t")
        class HTTPLog2Entry(Document):
            x = IntField()
        class A1(Coll):
            a = IntField()
        class B1(Coll):
            b = IntField()
    """,
}

MONGOENGINE_SAYS = """
    blog_post.by_key -> labels._id DO_NOTHING NULL
    blog_post.comments.author -> user._id DO_NOTHING NOT NULL
    blog_post.editors -> user._id DO_NOTHING NULL
    blog_post.owner -> user._id NULLIFY NULL
    blog_post.t -> labels._id CASCADE NULL
    blog_post.top.author -> user._id DO_NOTHING NOT NULL
    blog_post: _cls, _id*, by_key, comments, created, editors, length, owner, t, title, top
    h_t_t_p_log2_entry: _id*, x
    labels: _id*, any, word
    shared_things: _id*, a, b
    user.friends -> user._id PULL NULL
    user: _id*, friends, http
"""


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(PEEWEE, PEEWEE_SAYS, id="peewee"),
        pytest.param(TORTOISE, TORTOISE_SAYS, id="tortoise"),
        pytest.param(PONY, PONY_SAYS, id="pony"),
        pytest.param(MONGOENGINE, MONGOENGINE_SAYS, id="mongoengine"),
    ],
)
def test_tables_columns_and_keys_are_as_the_library_says(files: dict[str, str], said: str) -> None:
    tables = codebase_of(files).tables
    assert sorted(_lines(tables)) == sorted(
        line.strip() for line in said.split("\n") if line.strip()
    )


def _lines(tables: tuple[Table, ...]) -> Iterator[str]:
    for table in tables:
        name = f"{table.schema}.{table.name}" if table.schema else table.name
        columns = sorted((column.name, column.primary_key) for column in table.columns)
        yield f"{name}: " + ", ".join(f"{c}{'*' if key else ''}" for c, key in columns)
        for key in table.foreign_keys:
            null = "NULL" if key.nullable else "NOT NULL"
            target = next(t for t in tables if t.id == key.to_table)
            yield f"{name}.{key.column} -> {target.name}.{key.to_column} {key.on_delete} {null}"


# Where a query is built, and what becomes of it; the lines are `module table operation`.
_BUILT = {
    "mongoengine": (
        "from mongoengine import *\nclass Post(Document):\n    title = StringField()\n",
        "Post.objects(title='x')",
        "update(set__title='y')",
    ),
    "tortoise": (
        "from tortoise import fields\nfrom tortoise.models import Model\n"
        "class Post(Model):\n    title = fields.CharField(10)\n",
        "Post.filter(title='x')",
        "update(title='y')",
    ),
}


@pytest.mark.parametrize("library", sorted(_BUILT))
@pytest.mark.parametrize(
    ("uses", "operations"),
    [
        ("posts.{change}", ["write"]),
        ("change(posts)", ["write"]),
        ("posts = posts.filter(title='z')\n    posts.{change}", ["write"]),
        ("posts.{change}\n    return [post.title for post in posts]", ["read", "write"]),
        ("n = posts.count()\n    change(posts)", ["read", "write"]),
        ("if posts:\n        posts.{change}", ["read", "write"]),
        ("return posts", ["read"]),
    ],
)
def test_a_query_that_only_changes_what_it_finds_is_not_read(
    library: str, uses: str, operations: list[str]
) -> None:
    models, query, change = _BUILT[library]
    files = {
        "app/__init__.py": "",
        "app/models.py": models,
        "app/use.py": (
            "from app.models import Post\n"
            f"def change(rows):\n    rows.{change}\n"
            f"def use():\n    posts = {query}\n    {uses.format(change=change)}\n"
        ),
    }
    accesses = codebase_of(files).accesses
    assert sorted({a.operation for a in accesses if a.module == "app.use"}) == operations

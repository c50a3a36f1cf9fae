"""Little programs with mappers of Routes, and the entry points that are in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_WSGI = """
    import routes

    class Resource:
        def __init__(self, controller, serializer=None):
            self.controller = controller
            self.serializer = serializer

        def __call__(self, request):
            args = dict(request.environ["routes"])
            return self.dispatch(self.controller, args.pop("action"), request, **args)

        def dispatch(self, obj, action, *args, **kwargs):
            return getattr(obj, action)(*args, **kwargs)

    class Controller:
        def create_resource(self):
            return Resource(self)

    class Mapper(routes.Mapper):
        def connect(self, *args, **kwargs):
            kwargs.setdefault("requirements", {})
            return routes.Mapper.connect(self, *args, **kwargs)

        def create_route(self, path, controller, action):
            self.connect(path, controller=controller, action=action)
"""

EXAMPLES = (
    Example(
        title="controllers behind resources, resources of REST and parts of a mapper",
        files={
            "shop/__init__.py": "",
            "shop/wsgi.py": _WSGI,
            "shop/orders.py": """
                from shop.wsgi import Controller, Resource

                class Orders(Controller):
                    def index(self, request):
                        return []

                    def show(self, request, id):
                        return id

                    def detail(self, request):
                        return []

                    def total(self):
                        return 0

                class Bills:
                    def index(self, request):
                        return []

                    def pay(self, request):
                        return []

                    def create(self, request):
                        return []

                def create_resource():
                    return Resource(Bills())
            """,
            "shop/api.py": """
                import routes
                from shop import orders, wsgi

                class Health:
                    def __call__(self, request):
                        return "ok"

                class API:
                    def __init__(self):
                        mapper = routes.Mapper()
                        mapper.connect("health", "/health", controller=Health())
                        self._orders(mapper)
                        bills = orders.create_resource()
                        mapper.connect(None, "/bills", controller=bills, action="index")
                        with mapper.submapper(controller=bills, path_prefix="/bills") as part:
                            part.connect("pay_bill", "/pay", action="pay")
                            part.action("bills", action="create", method="POST")
                        wsgi.Mapper().create_route("/all", orders.Orders(), "index")

                    def _orders(self, mapper):
                        mapper.resource(
                            "order",
                            "orders",
                            controller=orders.Orders().create_resource(),
                            collection={"detail": "GET"},
                        )
            """,
        },
        entry_points=(
            "route /all shop.orders Orders.index",
            "route /bills shop.orders Bills.create",
            "route /bills shop.orders Bills.index",
            "route /bills/pay shop.orders Bills.pay",
            "route /health shop.api Health.__call__",
            "route /orders shop.orders Orders.index",
            "route /orders/detail shop.orders Orders.detail",
            "route /orders/{id} shop.orders Orders.show",
        ),
    ),
    Example(
        title="controllers by their names, actions that the path tells, routes in a table",
        files={
            "shop/__init__.py": "",
            "shop/controllers/__init__.py": "",
            "shop/controllers/order_lines.py": """
                class OrderLinesController:
                    def index(self):
                        return ""

                    def show(self, id):
                        return self._line(id)

                    def _line(self, id):
                        return id
            """,
            "shop/controllers/home.py": """
                class Home:
                    def welcome(self):
                        return ""

                    def goodbye(self):
                        return ""

                    def rest(self):
                        return ""

                    def never(self):
                        return ""
            """,
            "shop/routing.py": """
                from routes import Mapper
                from shop.controllers.home import Home

                def make_map(prefix):
                    mapper = Mapper()
                    mapper.connect("/%s/rest" % prefix, controller=Home(), action="rest")
                    mapper.connect("/lines", controller="order_lines")
                    mapper.connect("/lines/{action}/{id}", controller="order_lines")
                    mapper.connect(
                        "/home", controller="shop.controllers.home:Home", action="welcome"
                    )
                    for route in [
                        {"url": "/in", "action": "welcome"}, {"url": "/out", "action": "goodbye"}
                    ]:
                        mapper.connect(route["url"], controller=Home(), action=route["action"])
                    return mapper
            """,
        },
        entry_points=(
            "route /home shop.controllers.home Home.welcome",
            "route /lines shop.controllers.order_lines OrderLinesController.index",
            "route /lines/{action}/{id} shop.controllers.order_lines OrderLinesController.index",
            "route /lines/{action}/{id} shop.controllers.order_lines OrderLinesController.show",
            "route Home.goodbye shop.controllers.home Home.goodbye",
            "route Home.rest shop.controllers.home Home.rest",
            "route Home.welcome shop.controllers.home Home.welcome",
        ),
    ),
)

"""Little programs whose forms and serializers work on the rows that they were given."""

from analyzer.frameworks.base import Example

_MODELS = """
    from django.db import models

    class City(models.Model):
        name = models.CharField(max_length=9)

    class Customer(models.Model):
        city = models.ForeignKey(City, models.CASCADE)

    class Tag(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE)

    class Order(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE)
        tags = models.ManyToManyField(Tag)
"""
_TABLES = {
    "shop_city": ("id", "name"),
    "shop_customer": ("id", "city_id"),
    "shop_order": ("id", "customer_id"),
    "shop_order_tags": ("id", "order_id", "tag_id"),
    "shop_tag": ("id", "customer_id"),
}

EXAMPLES = (
    Example(
        title="the valid data of a form holds the rows that its fields were given",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/forms.py": """
                from django import forms
                from shop.models import Customer, Order

                class Choosing(forms.Form):
                    who = forms.ModelChoiceField(queryset=Customer.objects.none())

                    def clean_who(self):
                        return self.cleaned_data["who"].city.name

                class Ordering(forms.ModelForm):
                    class Meta:
                        model = Order
                        fields = ["customer", "tags"]
            """,
            "shop/views.py": """
                from shop.forms import Ordering

                def order(request):
                    form = Ordering(request.POST)
                    return [tag.customer.city for tag in form.cleaned_data["tags"]]
            """,
            "shop/cleaning.py": """
                from shop.forms import Ordering

                class Strict(Ordering):
                    def clean(self):
                        data = super().clean()
                        return data.get("customer").city
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.cleaning shop_city read",
            "shop.forms shop_city read",
            "shop.views shop_city read",
            "shop.views shop_customer read",
            "shop.views shop_tag read",
        ),
    ),
    Example(
        title="a serializer's methods are handed valid data, and one field's",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/serializers.py": """
                from rest_framework import serializers
                from shop.models import Customer, Order

                class Making(serializers.ModelSerializer):
                    buyer = serializers.SlugRelatedField(
                        slug_field="pk", queryset=Customer.objects.none(), source="customer"
                    )

                    class Meta:
                        model = Order
                        fields = ["buyer", "tags"]

                    def validate_tags(self, value):
                        return [tag.customer.pk for tag in value]

                    def validate(self, attrs):
                        return attrs["customer"].city.name
            """,
        },
        tables=_TABLES,
        accesses=("shop.serializers shop_customer read", "shop.serializers shop_city read"),
    ),
)

"""Models that stand on Wagtail's."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="what extends Wagtail's abstract models has their columns and keys",
        files={
            "home/__init__.py": "",
            "home/models.py": """
                from django.db import models
                from shop_forms.models import StepsMixin
                from wagtail.contrib.forms.models import AbstractEmailForm, AbstractFormField
                from wagtail.contrib.settings.models import BaseSiteSetting
                from wagtail.images import get_image_model_string
                from wagtail.models import Orderable, Page, PageBase

                class HomePageMeta(PageBase):
                    pass

                class MoreStepsMixin(StepsMixin):
                    def steps(self):
                        return []

                class HomePage(MoreStepsMixin, Page, metaclass=HomePageMeta):
                    image = models.ForeignKey(get_image_model_string(), models.SET_NULL, null=True)

                class Slide(Orderable):
                    page = models.ForeignKey(HomePage, models.CASCADE)
                    target = models.ForeignKey("wagtailcore.Page", models.CASCADE)

                class ContactPage(AbstractEmailForm):
                    intro = models.TextField()

                class ContactField(AbstractFormField):
                    page = models.ForeignKey(ContactPage, models.CASCADE)

                class Colours(BaseSiteSetting):
                    main = models.TextField()
            """,
            "home/views.py": """
                from home.models import Slide

                def picture(pk):
                    return Slide.objects.get(pk=pk).page.image
            """,
        },
        tables={
            "home_colours": ("id", "main", "site_id"),
            "home_contactfield": (
                *("choices", "clean_name", "default_value", "field_type", "help_text", "id"),
                *("label", "page_id", "required", "sort_order"),
            ),
            "home_contactpage": ("from_address", "intro", "page_ptr_id", "subject", "to_address"),
            "home_homepage": ("image_id", "page_ptr_id"),
            "home_slide": ("id", "page_id", "sort_order", "target_id"),
        },
        accesses=(
            "home.views home_homepage read",
            "home.views home_slide read",
            "home.views wagtailcore_page read",
            "home.views wagtailimages_image read",
        ),
    ),
)

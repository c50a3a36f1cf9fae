"""What Wagtail's models are called, and what its abstract ones bring to their subclasses.

Facts from Wagtail 7.4 (`wagtail/models/`, `images/models.py`, `documents/models.py`, `contrib/`).
A line is written as in `packages`, and `^package.Model` names the concrete model that an abstract
one extends.
"""

# The labels of applications by their packages.
LABELS = {
    "wagtail": "wagtailcore",
    "wagtail.admin": "wagtailadmin",
    "wagtail.contrib.forms": "wagtailforms",
    "wagtail.contrib.redirects": "wagtailredirects",
    "wagtail.contrib.search_promotions": "wagtailsearchpromotions",
    "wagtail.contrib.simple_translation": "simple_translation",
    "wagtail.core": "wagtailcore",
    "wagtail.documents": "wagtaildocs",
    "wagtail.embeds": "wagtailembeds",
    "wagtail.images": "wagtailimages",
    "wagtail.search": "wagtailsearch",
    "wagtail.users": "wagtailusers",
    "wagtail.wagtailcore": "wagtailcore",
}

# Functions that give a model which a setting may replace: the setting, and the usual model.
GIVEN = {
    "wagtail.documents.get_document_model": "WAGTAILDOCS_DOCUMENT_MODEL|wagtaildocs.Document",
    "wagtail.documents.get_document_model_string": (
        "WAGTAILDOCS_DOCUMENT_MODEL|wagtaildocs.Document"
    ),
    "wagtail.images.get_image_model": "WAGTAILIMAGES_IMAGE_MODEL|wagtailimages.Image",
    "wagtail.images.get_image_model_string": "WAGTAILIMAGES_IMAGE_MODEL|wagtailimages.Image",
}

_DRAFT = (
    "live has_unpublished_changes first_published_at last_published_at"
    " live_revision_id>wagtailcore.Revision go_live_at expire_at expired"
)
_LOCK = "locked locked_at locked_by_id>AUTH_USER_MODEL"
_TRANSLATED = "translation_key locale_id>wagtailcore.Locale"
_REVISED = "latest_revision_id>wagtailcore.Revision"
_MEDIA = (
    "collection_id>wagtailcore.Collection title file created_at"
    " uploaded_by_user_id>AUTH_USER_MODEL file_size file_hash"
)

_CORE = {
    "Orderable": "sort_order",
    "TranslatableMixin": _TRANSLATED,
    "BootstrapTranslatableMixin": _TRANSLATED,
    "RevisionMixin": _REVISED,
    "DraftStateMixin": _DRAFT,
    "LockableMixin": _LOCK,
    "WorkflowMixin": "",
    "PreviewableMixin": "",
    "CollectionMember": "collection_id>wagtailcore.Collection",
    "BaseLogEntry": (
        "content_type_id>contenttypes.ContentType label action data timestamp uuid"
        " user_id>AUTH_USER_MODEL revision_id>wagtailcore.Revision content_changed deleted"
    ),
    "BaseViewRestriction": "restriction_type password groups*auth.Group",
    "AbstractGroupApprovalTask": "^wagtail.models.Task groups*auth.Group",
    "AbstractPage": f"path depth numchild {_TRANSLATED} {_REVISED} {_DRAFT} {_LOCK}",
}

BASES = {
    **{f"wagtail.models.{name}": text for name, text in _CORE.items()},
    **{f"wagtail.core.models.{name}": text for name, text in _CORE.items()},
    "wagtail.contrib.forms.models.AbstractForm": "^wagtail.models.Page",
    "wagtail.contrib.forms.models.AbstractEmailForm": (
        "^wagtail.models.Page to_address from_address subject"
    ),
    "wagtail.contrib.forms.models.EmailFormMixin": "to_address from_address subject",
    "wagtail.contrib.forms.models.FormMixin": "",
    "wagtail.contrib.forms.models.AbstractFormField": (
        "sort_order clean_name label field_type required choices default_value help_text"
    ),
    "wagtail.contrib.forms.models.AbstractFormSubmission": (
        "form_data page_id>wagtailcore.Page submit_time"
    ),
    "wagtail.contrib.settings.models.AbstractSetting": "",
    "wagtail.contrib.settings.models.BaseGenericSetting": "",
    "wagtail.contrib.settings.models.BaseSiteSetting": "site_id>wagtailcore.Site",
    "wagtail.contrib.settings.models.BaseSetting": "site_id>wagtailcore.Site",
    "wagtail.documents.models.AbstractDocument": _MEDIA,
    "wagtail.images.models.AbstractImage": (
        f"{_MEDIA} description width height"
        " focal_point_x focal_point_y focal_point_width focal_point_height"
    ),
    "wagtail.images.models.AbstractRendition": "filter_spec file width height focal_point_key",
    "wagtailseo.models.SeoMixin": (
        "^wagtail.models.Page canonical_url og_image_id>wagtailimages.Image"
    ),
}

# Concrete models that others are made to extend.
PAGES = ("wagtail.models.Page", "wagtail.core.models.Page", "wagtail.wagtailcore.models.Page")
NO_MODELS = frozenset(
    f"{package}.{name}"
    for package in ("wagtail.models", "wagtail.core.models")
    for name in ("PageBase", "ReferenceGroups")
)

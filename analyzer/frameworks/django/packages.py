"""What the abstract models of widely used packages bring to the tables of their subclasses.

Facts from the packages themselves: treebeard 4 and 5, mptt 0.16, tree-queries 0.19, model_utils 5,
django_extensions 4, taggit 6, modelcluster 6, polymorphic 4, ordered-model 3, oauth-toolkit 3,
otp 1.6, guardian 3, waffle 5, knox 5, safedelete 1.4, comments 2, dynamic-preferences 1.17,
organizations 2, push-notifications 3, rest-framework-api-key 3, parler 2. An environment's own
packages, where one is given, say it themselves.

One line each: a column, `column>target` a foreign key's, `field*target` a many-to-many field; a
target is `app.Model` or a setting.
"""

_USER = "user_id>AUTH_USER_MODEL"
_CONTENT = "content_type_id>contenttypes.ContentType"
_APPLICATION = "application_id>OAUTH2_PROVIDER_APPLICATION_MODEL|oauth2_provider.Application"
_FLAG = (
    "name everyone percent testing superusers staff authenticated languages rollout note"
    " created modified"
)
_CHANGES = "created modified"
_COMMENT = f"{_CONTENT} object_pk site_id>sites.Site"

BASES = {
    "treebeard.mp_tree.MP_Node": "path depth numchild",
    "treebeard.ns_tree.NS_Node": "lft rgt tree_id depth",
    "treebeard.al_tree.AL_Node": "",
    "treebeard.ltree.LT_Node": "path",
    "mptt.models.MPTTModel": "lft rght tree_id level",
    "tree_queries.models.TreeNode": "parent_id>self",
    "tree_queries.models.OrderableTreeNode": "parent_id>self position",
    "model_utils.models.TimeStampedModel": _CHANGES,
    "model_utils.models.TimeFramedModel": "start end",
    "model_utils.models.StatusModel": "status status_changed",
    "model_utils.models.SoftDeletableModel": "is_removed",
    "model_utils.models.UUIDModel": "id",
    "django_extensions.db.models.TimeStampedModel": _CHANGES,
    "django_extensions.db.models.ActivatorModel": "status activate_date deactivate_date",
    "django_extensions.db.models.TitleDescriptionModel": "title description",
    "django_extensions.db.models.TitleSlugDescriptionModel": "title description slug",
    "taggit.models.TagBase": "name slug",
    "taggit.models.ItemBase": "",
    "taggit.models.TaggedItemBase": "tag_id>taggit.Tag",
    "taggit.models.GenericTaggedItemBase": f"{_CONTENT} object_id",
    "taggit.models.GenericUUIDTaggedItemBase": f"{_CONTENT} object_id",
    "taggit.models.CommonGenericTaggedItemBase": _CONTENT,
    "modelcluster.models.ClusterableModel": "",
    "polymorphic.models.PolymorphicModel": "polymorphic_ctype_id>contenttypes.ContentType",
    "ordered_model.models.OrderedModel": "order",
    "ordered_model.models.OrderedModelBase": "",
    "parler.models.TranslatableModel": "",
    "parler.models.TranslatedFieldsModel": "language_code",
    "solo.models.SingletonModel": "",
    "safedelete.models.SafeDeleteModel": "deleted deleted_by_cascade",
    "safedelete.models.SafeDeleteMixin": "deleted deleted_by_cascade",
    "django_otp.models.Device": f"{_USER} name confirmed",
    "django_otp.models.SideChannelDevice": f"{_USER} name confirmed token valid_until",
    "django_otp.models.ThrottlingMixin": "throttling_failure_timestamp throttling_failure_count",
    "django_otp.models.CooldownMixin": "last_generated_timestamp",
    "django_otp.models.TimestampMixin": "created_at last_used_at",
    "oauth2_provider.models.AbstractApplication": (
        f"client_id {_USER} redirect_uris post_logout_redirect_uris client_type"
        " authorization_grant_type client_secret hash_client_secret name skip_authorization"
        " created updated algorithm allowed_origins"
    ),
    "oauth2_provider.models.AbstractGrant": (
        f"{_USER} code {_APPLICATION} expires redirect_uri scope created updated code_challenge"
        " code_challenge_method nonce claims"
    ),
    "oauth2_provider.models.AbstractAccessToken": (
        f"{_USER} token token_checksum {_APPLICATION} expires scope created updated"
        " source_refresh_token_id>OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL|oauth2_provider.RefreshToken"
        " id_token_id>OAUTH2_PROVIDER_ID_TOKEN_MODEL|oauth2_provider.IDToken"
    ),
    "oauth2_provider.models.AbstractRefreshToken": (
        f"{_USER} token {_APPLICATION} token_family created updated revoked"
        " access_token_id>OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL|oauth2_provider.AccessToken"
    ),
    "oauth2_provider.models.AbstractIDToken": (
        f"{_USER} jti {_APPLICATION} expires scope created updated"
    ),
    "guardian.models.BaseGenericObjectPermission": f"{_CONTENT} object_pk",
    "guardian.models.UserObjectPermissionBase": f"permission_id>auth.Permission {_USER}",
    "guardian.models.GroupObjectPermissionBase": (
        "permission_id>auth.Permission group_id>auth.Group"
    ),
    "guardian.models.UserObjectPermissionAbstract": (
        f"permission_id>auth.Permission {_CONTENT} object_pk {_USER}"
    ),
    "guardian.models.GroupObjectPermissionAbstract": (
        f"permission_id>auth.Permission {_CONTENT} object_pk group_id>auth.Group"
    ),
    "waffle.models.AbstractBaseFlag": _FLAG,
    "waffle.models.AbstractUserFlag": f"{_FLAG} groups*auth.Group users*AUTH_USER_MODEL",
    "waffle.models.AbstractBaseSwitch": "name active note created modified",
    "waffle.models.AbstractBaseSample": "name percent note created modified",
    "knox.models.AbstractAuthToken": f"digest token_key {_USER} created expiry",
    "rest_framework_api_key.models.AbstractAPIKey": (
        "id prefix hashed_key created name revoked expiry_date"
    ),
    "push_notifications.models.Device": f"name active {_USER} date_created application_id",
    "dynamic_preferences.models.BasePreferenceModel": "section name raw_value",
    "dynamic_preferences.models.PerInstancePreferenceModel": "section name raw_value",
    "django_comments.abstracts.BaseCommentAbstractModel": _COMMENT,
    "django_comments.abstracts.CommentAbstractModel": (
        f"{_COMMENT} {_USER} user_name user_email user_url comment submit_date ip_address"
        " is_public is_removed"
    ),
    "organizations.abstract.AbstractOrganization": f"name is_active {_CHANGES} slug",
    "organizations.abstract.AbstractOrganizationUser": f"{_CHANGES} is_admin",
    "organizations.abstract.AbstractOrganizationOwner": _CHANGES,
    "organizations.abstract.AbstractOrganizationInvitation": (
        f"guid invitee_identifier {_CHANGES}"
    ),
}

# What stands among a package's models without being one.
NO_MODELS = frozenset(
    {"django.contrib.auth.models.AnonymousUser", "hierarkey.models.GlobalSettingsBase"}
)

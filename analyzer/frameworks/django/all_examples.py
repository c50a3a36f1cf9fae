"""All examples of the Django framework, which lie in modules by what they are about."""

from __future__ import annotations

from analyzer.frameworks.django import (
    answering_examples,
    cluster_examples,
    content_type_examples,
    contributed_examples,
    declared_examples,
    deleting_examples,
    examples,
    factory_examples,
    feed_examples,
    fetching_examples,
    form_examples,
    generated_examples,
    generic_examples,
    listing_examples,
    model_examples,
    proxies_examples,
    queryset_examples,
    rest_examples,
    wagtail_examples,
    widget_examples,
)

EXAMPLES = (
    *examples.EXAMPLES,
    *answering_examples.EXAMPLES,
    *cluster_examples.EXAMPLES,
    *content_type_examples.EXAMPLES,
    *contributed_examples.EXAMPLES,
    *declared_examples.EXAMPLES,
    *deleting_examples.EXAMPLES,
    *factory_examples.EXAMPLES,
    *feed_examples.EXAMPLES,
    *fetching_examples.EXAMPLES,
    *form_examples.EXAMPLES,
    *generated_examples.EXAMPLES,
    *generic_examples.EXAMPLES,
    *listing_examples.EXAMPLES,
    *model_examples.EXAMPLES,
    *proxies_examples.EXAMPLES,
    *queryset_examples.EXAMPLES,
    *rest_examples.EXAMPLES,
    *wagtail_examples.EXAMPLES,
    *widget_examples.EXAMPLES,
)

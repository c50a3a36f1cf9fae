"""A name for each group, as the business would say it, out of the words that set it apart."""

from analyzer.clustering.naming.choosing import name_groups

__all__ = ["name_groups"]

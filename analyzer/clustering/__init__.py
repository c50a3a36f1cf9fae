"""Which modules and tables would make a service: canonical graphs in, a partition out."""

from analyzer.clustering.clusterer import Clusterer
from analyzer.clustering.constraints import Constraints, constrain
from analyzer.clustering.naming import name_groups
from analyzer.clustering.problem import ClusteringProblem
from analyzer.clustering.proposal import alternatives, propose
from analyzer.clustering.registry import clusterers, require
from analyzer.clustering.splitting import take_apart
from analyzer.clustering.today import top_packages

__all__ = [
    "Clusterer",
    "ClusteringProblem",
    "Constraints",
    "alternatives",
    "clusterers",
    "constrain",
    "name_groups",
    "propose",
    "require",
    "take_apart",
    "top_packages",
]

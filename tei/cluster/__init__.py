"""`tei build --scheduler`: the files of a build made by the workers of a dask cluster, put in place by one writer.

The needs of a run: each worker has this version of the program and reads the project's folder under the same path.
What the workers make reaches the run through the output folder, where they share it, or else through a store that
fsspec knows. The manifest and every move into place are the run's own, as without a cluster.
"""

from __future__ import annotations

from tei.cluster.connecting import Cluster, Scheduler
from tei.cluster.spreading import spread_on

__all__ = ["Cluster", "Scheduler", "spread_on"]

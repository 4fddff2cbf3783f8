"""The warehouse: connections, the loader into `landing`, stale days, the published copy."""

from orchestration.warehouse.connection import (
    UnreadableWarehouseError,
    WarehouseLockedError,
    lock_file,
    reading,
    writing,
)
from orchestration.warehouse.contents import column_types, refused_documents, row_counts
from orchestration.warehouse.landing import (
    LoadedDay,
    create_landing,
    load_actors,
    load_day,
    load_documents,
)
from orchestration.warehouse.publishing import publish
from orchestration.warehouse.staleness import StaleDay, day_fingerprint, stale_days

__all__ = [
    "LoadedDay",
    "StaleDay",
    "UnreadableWarehouseError",
    "WarehouseLockedError",
    "column_types",
    "create_landing",
    "day_fingerprint",
    "load_actors",
    "load_day",
    "load_documents",
    "lock_file",
    "publish",
    "reading",
    "refused_documents",
    "row_counts",
    "stale_days",
    "writing",
]

"""What one dbt build made and found: facts for Dagster's pages, and the failures in words."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from orchestration import warehouse
from orchestration.assets.failed_tests import failed_tests
from orchestration.assets.lineage import Relation, column_sources
from orchestration.assets.shared import MOST_LISTED, table
from orchestration.modelling import ModelsFailedError, TestsFailedError

RESULTS = "run_results.json"

_BROKEN = ("error", "runtime error", "partial success")


class Built:
    """The results of a build that has let go of the warehouse.

    Rows that failed a test are written to `failures`, a CSV file a test, those of the build before
    taken away.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        target: Path,
        failures: Path,
        asset_key: Callable[[Mapping[str, Any]], dg.AssetKey],
    ) -> None:
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        results = json.loads((target / RESULTS).read_text(encoding="utf-8"))["results"]
        self._results = {result["unique_id"]: result for result in results}
        self._nodes = manifest["nodes"] | manifest["sources"]
        self._asset_key = asset_key
        self._counts = warehouse.row_counts(connection)
        self._columns = warehouse.column_types(connection)
        for file in failures.glob("*.csv"):
            file.unlink()
        found = failed_tests(connection, results, self._nodes)
        self._failed = {test.unique_id: (test, test.write(failures)) for test in found}

    def facts(self, event: Any) -> dict[str, Any]:
        """What Dagster shows of an event of the build besides what dbt tells of it."""
        unique_id = event.metadata["unique_id"].text
        if unique_id in self._failed:
            test, file = self._failed[unique_id]
            return {
                "offenders": table(test.columns, test.rows[:MOST_LISTED]),
                "all offenders": dg.MetadataValue.path(file),
            }
        if not isinstance(event, dg.Output):
            return {}
        relation = self._relation(unique_id)
        facts: dict[str, Any] = {}
        if relation in self._counts:
            facts["dagster/row_count"] = self._counts[relation]
        sources = self._sources(unique_id)
        if sources:
            facts["dagster/column_lineage"] = dg.TableColumnLineage(sources)
        return facts

    def raise_failures(self) -> None:
        """Say what failed, models before tests.

        Raises:
            ModelsFailedError: a model could not be built.
            TestsFailedError: a test failed that is no mere warning.
        """
        broken = [result for result in self._results.values() if result["status"] in _BROKEN]
        if broken:
            said = (f"{self._nodes[r['unique_id']]['name']}: {r['message']}" for r in broken[:3])
            raise ModelsFailedError(" ".join("; ".join(said).split())[:500])
        failed = [
            f"{test.name} ({test.n_rows} row{'' if test.n_rows == 1 else 's'}, see {file})"
            for test, file in self._failed.values()
            if test.is_error
        ]
        if failed:
            more = f", and {len(failed) - 3} more" if len(failed) > 3 else ""
            checks = "check" if len(failed) == 1 else "checks"
            raise TestsFailedError(
                f"{len(failed)} {checks} failed, so nothing is published: "
                f"{', '.join(sorted(failed)[:3])}{more}"
            )

    def _relation(self, unique_id: str) -> Relation:
        node = self._nodes[unique_id]
        return node["schema"], node["name"]

    def _sources(self, unique_id: str) -> dict[str, list[dg.TableColumnDep]]:
        sql = self._results.get(unique_id, {}).get("compiled_code")
        if not sql:  # a seed comes from a file
            return {}
        parents = {
            self._relation(parent): self._asset_key(self._nodes[parent])
            for parent in self._nodes[unique_id]["depends_on"]["nodes"]
        }
        return {
            column: [dg.TableColumnDep(parents[relation], name) for relation, name in sources]
            for column, sources in column_sources(sql, parents, self._columns).items()
        }

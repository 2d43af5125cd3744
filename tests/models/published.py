"""Published numbers: data/vectors.json holds inputs, expected values, tolerance and source of each."""

import json
from pathlib import Path

DATA = Path(__file__).parent / "data"
VECTORS = {
    vector["id"]: vector
    for vector in json.loads((DATA / "vectors.json").read_text(encoding="utf-8"))
    if vector["kind"] != "reference-table"
}

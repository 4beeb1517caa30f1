"""The child process: reads one hostile file within limits and prints what it says as one JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from school_safety.schools.roster.worker import limit

from .files import read_file
from .parsed import Refused
from .patience import OutOfPatience, arm


def answer(path: Path) -> dict[str, Any]:
    """{"definition", "format", "warnings", "suspects"}, or {"problems"}."""
    try:
        definition, parsed = read_file(path)
    except Refused as refusal:
        return {"problems": [asdict(problem) for problem in refusal.problems[:200]]}
    except (MemoryError, RecursionError, OutOfPatience):
        return {"problems": [{"code": "too_heavy"}]}
    except Exception as error:  # whatever a hostile file finds, it ends as a refusal
        return {"problems": [{"code": "unexpected", "facts": {"kind": type(error).__name__}}]}
    return {
        "definition": asdict(definition),
        "format": parsed.format,
        "warnings": [asdict(warning) for warning in parsed.warnings[:200]],
        "suspects": parsed.suspects,
    }


def main(path: str) -> int:
    """Print the answer."""
    limit()
    arm()
    sys.stdout.write(json.dumps(answer(Path(path)), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

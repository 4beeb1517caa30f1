"""Every check that needs no database, two at a time; prints what failed and nothing else."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
CODE = ["school_safety", "lessons", "surveys", "interventions", "tests"]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "school_safety.settings.production",
    "SECRET_KEY": "check-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "PUBLIC_URL": "https://safety.example.org",
    "ALLOWED_HOSTS": "safety.example.org",
    "DATABASE_URL": "postgres://app@localhost:5432/check",
}
TESTS = {"DJANGO_SETTINGS_MODULE": "school_safety.settings.test"}

# The slowest first, so that the others run beside them.
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("types", [str(BIN / "mypy"), "--no-error-summary"], TESTS),
    (
        "architecture",
        [str(BIN / "pytest"), "-q", "--tb=short", "tests/architecture"],
        {},
    ),
    ("application", [PYTHON, ".ci/within.py"], TESTS),
    ("deploy", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("floors", [str(BIN / "lint-imports"), "--cache-dir", ".import_linter_cache"], {}),
    ("templates", [str(BIN / "djlint"), "--lint", "--quiet", "templates"], {}),
    ("dependencies", [str(BIN / "deptry"), "."], {}),
    ("spelling", [str(BIN / "codespell"), *CODE, ".ci", "templates", "README.md"], {}),
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
    ("lint", [str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise", "."], {}),
]
NAMES = {name for name, _, _ in CHECKS}


def run(check: tuple[str, list[str], dict[str, str]]) -> tuple[str, int, str, float]:
    name, command, extra = check
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **extra},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return name, done.returncode, done.stdout, time.monotonic() - began


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        # Keys for the production settings to find; nothing is ever sealed with them.
        PRODUCTION["VAULT_KEY_FILE"] = str(Path(folder, "vault.key"))
        PRODUCTION["SEALING_KEY_FILE"] = str(Path(folder, "sealing.p12"))
        make = [PYTHON, "manage.py", "make_keys"]
        environ = {**os.environ, **PRODUCTION}
        subprocess.run(make, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        return check_all()


def check_all() -> int:
    wanted = {name for name in sys.argv[1:] if not name.startswith("-")}
    # CI runs `make test` next, and these tests with it.
    spared = {"architecture"} if os.environ.get("CI") == "true" else set()
    chosen = [check for check in CHECKS if check[0] in (wanted or NAMES - spared)]
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, code, output, seconds in pool.map(run, chosen):
            print(f"{'ok  ' if code == 0 else 'FAIL'}  {name:<13} {seconds:5.1f} s", flush=True)
            if code:
                failed.append(name)
                print("\n".join(f"      {line}" for line in output.strip().splitlines()))
    print(f"{len(chosen) - len(failed)} checks passed, {len(failed)} checks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

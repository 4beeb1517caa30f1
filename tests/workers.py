"""A worker process that dies says how; what it was at is tried once more, by its replacement.

The runner itself says only that the worker is gone. A test that fails is never tried again, and
one whose second worker dies too has failed.
"""

import subprocess
from typing import Any

import pytest

AGAIN = "tried again"
_tried: set[str] = set()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    if error:
        _say(node.config, f"[{node.gateway.id}] {_end_of(node.gateway._io.popen)}")


def _end_of(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(10)
    except subprocess.TimeoutExpired:
        return "is still there, and says nothing any more"
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: Any) -> None:
    if crashitem not in _tried:
        _tried.add(crashitem)
        # pytest's own outcomes are passed, failed and skipped; this is none of them, as the test is still
        # to be judged by its second run, and pytest_report_teststatus below says so aloud.
        report.outcome = AGAIN  # type: ignore[assignment]  # the stub names pytest's three only
        sched.mark_test_pending(crashitem)


def pytest_report_teststatus(
    report: pytest.TestReport, config: pytest.Config
) -> tuple[str, str, str] | None:
    if report.outcome != AGAIN:
        return None
    _say(config, f"{report.longrepr}: {AGAIN}")
    return AGAIN, "A", AGAIN.upper()


def _say(config: pytest.Config, line: str) -> None:
    reporter: Any = config.pluginmanager.getplugin("terminalreporter")
    reporter.ensure_newline()
    reporter.write_line(line)

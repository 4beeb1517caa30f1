"""A job as a room declares it in its jobs.py: `JOBS = [Job("room.sweep", "every 5m", sweep)]`."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from .rules import Cron, parse_cron


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is called as `run(at=now)`; it bears being run twice and ends within minutes.

    `cron` is a cron line in Chinese time ("0 7 * * mon-fri") or a pace ("every 5s", "every 10m").
    """

    name: str
    cron: str
    run: Callable[..., Any]

    @property
    def timing(self) -> Cron:
        return parse_cron(self.cron)


@cache
def registry() -> MappingProxyType[str, Job]:
    """Every job of every app's `jobs.JOBS`, by name; bad lines and doubles are refused."""
    found: dict[str, Job] = {}
    for config in apps.get_app_configs():
        if config.module is None or not module_has_submodule(config.module, "jobs"):
            continue
        for job in getattr(importlib.import_module(f"{config.name}.jobs"), "JOBS", ()):
            if not isinstance(job, Job):
                continue
            _ = job.timing
            if job.name in found:
                message = f"two jobs are called {job.name}"
                raise ValueError(message)
            found[job.name] = job
    return MappingProxyType(found)

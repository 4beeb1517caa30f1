"""What is installed is locked, explained, and new enough."""

import re
import sys
import tomllib

import django

from tests.architecture import source


def test_python_and_django_are_what_was_promised():
    assert sys.version_info >= (3, 12)
    assert django.VERSION >= (6, 1)


def test_lock_names_no_index_host_or_folder():
    lock = source.ROOT.joinpath("requirements.lock").read_text()
    assert re.findall(r"https?:|file:|^--|@ |^/|\.\./", lock, re.MULTILINE) == []


def test_every_locked_package_is_hashed():
    lock = source.ROOT.joinpath("requirements.lock").read_text()
    pins = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_dependency_has_its_reason_and_its_pin():
    text = source.ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8")
    lock = source.ROOT.joinpath("requirements.lock").read_text()
    told = tomllib.loads(text)
    for line in [*told["project"]["dependencies"], *told["dependency-groups"]["dev"]]:
        assert re.search(rf'"{re.escape(line)}",\s+# \w', text), f"no reason beside {line}"
        name = re.match(r"[\w-]+", line)
        assert name
        assert re.search(rf"^{name[0]}==", lock, re.MULTILINE), f"{line} is not locked: make lock"

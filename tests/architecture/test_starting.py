"""What every process pays at its start: heavy libraries load where they are used, not before."""

import json
import os
import subprocess
import sys

from django.conf import settings

from school_safety.documents import sealing
from tests import databases
from tests.integration.documents.test_sealing import blank

LATER = {
    "aiohttp", "asn1crypto", "dask", "jieba", "pandas", "plotly", "playwright", "pyarrow", "pyhanko",
    "pyhanko_certvalidator", "pypdfium2", "scipy", "statsmodels", "weasyprint", "zxingcpp",
}  # fmt: skip
START = """
import json, sys
from pathlib import Path
import django
django.setup()
from django.urls import get_resolver
rooms = [get_resolver()]
while rooms:
    rooms += [each for each in rooms.pop().url_patterns if hasattr(each, "url_patterns")]
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
from school_safety.documents import own_seal, sealing
sealed = Path(sys.argv[1]).read_bytes()
print(json.dumps([own_seal.is_ours(sealed), sealing.check(sealed).whole]))
"""


def test_heavy_libraries_wait_and_the_first_seal_seen_is_read_right(tmp_path):
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealing.seal(blank(), district=""))
    done = subprocess.run(
        [sys.executable, "-c", START, str(file)],
        cwd=databases.ROOT,
        env={**os.environ, "TEST_DATA_DIR": str(settings.DATA_DIR)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded, seal = map(json.loads, done.stdout.splitlines()[-2:])
    assert {"django", "wagtail", "lessons"} <= set(loaded)
    assert set(loaded) & LATER == set()
    assert seal == [True, True]

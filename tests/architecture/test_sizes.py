"""The tail is governed by machine: no file and no function outgrows what one holds in mind."""

import statistics

from tests.architecture import source

FILE, FUNCTION, TEST_FILE, MEDIAN, NINETIETH = 300, 40, 400, 80, 200


def test_no_product_file_is_too_long():
    long = [source.short(p) for p in source.product_files() if source.lines_of(p) > FILE]
    assert long == []


def test_no_test_file_is_too_long():
    long = [source.short(p) for p in source.test_files() if source.lines_of(p) > TEST_FILE]
    assert long == []


def test_typical_files_are_short():
    lengths = sorted(n for p in source.product_files() if (n := source.lines_of(p)) > 1)
    assert statistics.median(lengths) <= MEDIAN
    assert lengths[int(len(lengths) * 0.9)] <= NINETIETH


def test_no_function_is_too_long():
    long = [
        f"{source.short(path)}:{node.lineno} {node.name}"
        for path in source.product_files()
        for node in source.functions(path)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    assert long == []


def test_every_room_says_what_it_is():
    silent = [
        source.short(path)
        for path in source.product_files()
        if path.name != "apps.py"
        and source.lines_of(path) > 10
        and not source.ast.get_docstring(source.tree(path))
    ]
    assert silent == []

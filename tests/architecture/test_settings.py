"""The ground the tests stand on."""

from django.conf import settings


def test_tests_never_touch_the_demos_folder():
    assert "school-safety-test-" in str(settings.DATA_DIR)

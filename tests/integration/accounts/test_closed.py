"""Pages of the sign-in library for which this house has no use."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("area", ["signup", "password/reset", "email", "login/code/confirm"])
def test_they_look_like_pages_that_are_not_there(client, area):
    closed = client.get(f"/accounts/{area}/")
    assert closed.status_code == 404
    assert "没有这一页" in closed.content.decode()

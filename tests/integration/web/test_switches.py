"""Language and theme are kept, and only from our own pages."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_other_language_stays_chosen(client):
    response = client.post("/language/", {"language": "en", "next": "/gallery/"})
    assert response.headers["Location"] == "/gallery/"
    assert 'lang="en"' in client.get("/gallery/").content.decode()


def test_the_account_remembers_the_language(client_of, world):
    client = client_of(world.te)
    client.post("/language/", {"language": "en", "next": "/"})
    world.te.refresh_from_db()
    assert world.te.language == "en"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "javascript:1", ""])
def test_no_way_out_of_the_house(client, there):
    response = client.post("/language/", {"language": "en", "next": there})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_other_sites_change_nothing(client, headers):
    response = client.post("/language/", {"language": "en"}, headers=headers)
    assert "language" not in response.cookies


def test_the_theme_is_drawn_by_the_server(client):
    client.post("/theme/", {"theme": "dark", "next": "/gallery/"})
    assert 'data-theme="dark"' in client.get("/gallery/").content.decode()


def test_an_unknown_theme_is_not_kept(client):
    assert "theme" not in client.post("/theme/", {"theme": "pink"}).cookies

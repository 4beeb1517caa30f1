"""Every door of the house, found by walking the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Areas that other people's code serves. Each is let in by a gate of its own, tested as an area.
AREAS = {
    "accounts/": "allauth: sign-in, second factor",
    "cms/": "Wagtail's admin",
    "media-documents/": "Wagtail's document door",
    "": "Wagtail's pages (language prefixes)",
}


@dataclass(frozen=True)
class Door:
    """One pattern of our own: its full name, its route, the names of its arguments, its verbs."""

    name: str
    route: str
    arguments: tuple[str, ...]
    verbs: frozenset[str]
    public: str


def own_doors() -> list[Door]:
    """Every pattern whose view wears our gate, in order of appearance."""
    return [door for door in _walk(get_resolver(), "", ()) if isinstance(door, Door)]


def bare_doors() -> list[str]:
    """Routes of our own rooms whose view wears no gate: there must be none."""
    return [door for door in _walk(get_resolver(), "", ()) if isinstance(door, str)]


def _walk(resolver: URLResolver, route: str, spaces: tuple[str, ...]) -> Iterator[Any]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern, here, (*spaces, *space))
        else:
            yield from _door(pattern, here, spaces)


def _door(pattern: URLPattern, route: str, spaces: tuple[str, ...]) -> Iterator[Any]:
    view = pattern.callback
    gate = getattr(view, "gate", None)
    if gate is not None:
        yield Door(
            name=":".join((*spaces, pattern.name or route)),
            route=route,
            arguments=tuple(pattern.pattern.converters),
            verbs=frozenset(str(verb) for verb in gate),
            public=getattr(view, "public", ""),
        )
    elif _is_ours(view):
        yield route


def _is_ours(view: Any) -> bool:
    module = getattr(view, "__module__", "")
    return module.split(".")[0] in {"school_safety", "lessons", "surveys", "interventions"}

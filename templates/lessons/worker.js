/* Only for the page of a classroom: without a network, the bare page of a day ago at most (ADR 0019). */
{% load static %}"use strict";
const NAME = "classroom", DAY = 24 * 60 * 60 * 1000, PAGE = "{{ page }}", BARE = PAGE + "?bare=1";
const FILES = ["{% static "built/staff.css" %}", "{% static "built/staff.js" %}"];

function forget() { return caches.delete(NAME); }

/* Names never come here: the server makes this page without them. */
async function fill() {
  const page = await fetch(BARE, { credentials: "same-origin", redirect: "manual" });
  if (page.status !== 200) return forget();
  const headers = new Headers(page.headers), cache = await caches.open(NAME);
  headers.set("X-Kept-At", Date.now());
  await cache.addAll(FILES);
  return cache.put(BARE, new Response(await page.text(), { status: 200, headers: headers }));
}
async function kept() {
  const page = await caches.match(BARE, { ignoreVary: true });
  if (page && Date.now() - page.headers.get("X-Kept-At") < DAY) return page;
  await forget();
  return Response.error();
}
function opened(event) {
  return fetch(event.request).then(function (page) {
    event.waitUntil((page.status === 200 ? fill() : forget()).catch(function () {}));
    return page;
  }, kept);
}

addEventListener("install", function () { skipWaiting(); });
addEventListener("activate", function (event) {
  event.waitUntil(clients.claim().then(fill).catch(function () {}));
});
addEventListener("fetch", function (event) {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === PAGE) event.respondWith(opened(event));
  else if (FILES.includes(url.pathname)) {
    event.respondWith(fetch(event.request).catch(function () {
      return caches.match(event.request, { ignoreVary: true });
    }));
  }
});

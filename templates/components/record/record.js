/* A lesson taught, written down without a network. What waits on this device is opaque ids and
   numbers: no name leaves the page. Each record has a key, so that sending it twice is once.
   The bare page of a worker has no token: it only writes down, and asks for the full one. */
(function () {
  var desk = document.querySelector("[data-records]");
  if (!desk || !window.fetch || !window.URLSearchParams || !window.localStorage) return;
  var place = "records:" + desk.dataset.records, words = desk.dataset, busy = false, wait = 0;
  var form = document.querySelector("form[data-record]"), list = desk.querySelector("ul");
  var token = (desk.querySelector("input[name=csrfmiddlewaretoken]") || {}).value;

  function kept() { try { return JSON.parse(localStorage.getItem(place)) || []; } catch (e) { return []; } }
  function keep(rows) {
    if (rows.length) localStorage.setItem(place, JSON.stringify(rows));
    else localStorage.removeItem(place);
    desk.querySelector("[data-count]").textContent = rows.length ? words.waiting.replace("{n}", rows.length) : "";
    desk.hidden = !rows.length && !list.children.length;
  }
  function without(key) { return kept().filter(function (row) { return row.key !== key; }); }
  function key() {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, function (c) {
      return (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16);
    });
  }
  function say(text, url) {
    var line = document.createElement("li"), link = document.createElement(url ? "a" : "span");
    if (url) link.href = url;
    link.textContent = text;
    line.appendChild(link); list.appendChild(line);
    desk.hidden = false;
  }
  function body(row) {
    var data = new URLSearchParams(row);
    data.append("csrfmiddlewaretoken", token);
    return data;
  }
  function later(text) {
    busy = false; wait = Math.min(wait * 2 || 4000, 60000);
    desk.querySelector("[data-state]").textContent = text;
    setTimeout(send, wait);
  }

  /* One after the other; what the server took, or will never take, leaves the device. */
  function send() {
    var row = kept()[0];
    if (busy || !row || !token) return;
    busy = true;
    fetch(words.send, {
      method: "POST", body: body(row), credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-Requested-With": "fetch" }
    }).then(function (reply) {
      if (reply.type === "opaqueredirect" || reply.status === 403) return later(words.door);
      if (reply.status === 429 || reply.status >= 500) return later(words.off);
      return reply.json().catch(function () { return { message: words.refused }; }).then(function (answer) {
        busy = false; wait = 0;
        say(answer.message, answer.url);
        desk.querySelector("[data-state]").textContent = "";
        keep(without(row.key));
        send();
      });
    }).catch(function () { later(words.off); });
  }

  function roomOf() {
    var picked = form.querySelector("input[name=classroom]:checked");
    form.querySelectorAll("[data-room]").forEach(function (box) {
      box.hidden = !picked || box.dataset.room !== picked.value;
    });
    return picked;
  }
  function write(event) {
    var picked = roomOf();
    event.preventDefault();
    if (!picked || !form.reportValidity()) return;
    var absent = [];
    form.querySelectorAll("[data-room]:not([hidden]) input:checked").forEach(function (box) {
      absent.push(box.value); box.checked = false;
    });
    keep(kept().concat([{
      key: key(), classroom: picked.value, lesson: form.elements.lesson.value,
      taught_on: form.elements.taught_on.value, minutes: form.elements.minutes.value,
      absent: absent.join(" ")
    }]));
    picked.checked = false; roomOf();
    list.textContent = "";
    desk.querySelector("[data-state]").textContent = words.on;
    desk.scrollIntoView({ block: "nearest" });
    send();
  }
  if (form) {
    form.addEventListener("change", roomOf);
    form.addEventListener("submit", write);
    roomOf();
  }
  if (form && form.dataset.worker && navigator.serviceWorker) navigator.serviceWorker.register(form.dataset.worker);
  /* Bare: the full page comes back with the network, but not in the middle of somebody's ticking. */
  function back() {
    if (form && form.querySelector("input[name=absent]:checked")) return;
    fetch(location.pathname, { method: "HEAD", redirect: "manual" }).then(function () { location.reload(); }, function () {});
  }
  if (!token) setInterval(back, 5000);
  addEventListener("online", function () { wait = 0; if (token) send(); else back(); });
  keep(kept());
  send();
})();

/* Answers stay in this page's memory, so that a lost network loses nothing: every change is saved
   when it can be, and handing in is tried with the same key until the receipt comes. */
(function () {
  var one = document.getElementById("screening"), whole = document.getElementById("whole");
  var form = one || whole;
  if (!form || !window.fetch || !window.URLSearchParams) return;
  function id(name) { return document.getElementById(name); }
  var page = JSON.parse(id("page").textContent), words = page.words;
  var end = one ? id("end") : whole, length = page.rows.length;
  var place = one ? Number(one.elements.q.value) - 1 : 0;
  var seen = {}, dirty = false, busy = false, wait = 0, shownAt = Date.now(), sending = false;
  var PAUSE = 3000, savedAt = 0, timer = 0, leaving = "";
  page.seen.forEach(function (n) { seen[n] = true; });
  end.elements.talk.checked = form.elements.talk.checked = page.talk;

  function fill(text, n, m) { return text.replace("{n}", n).replace("{m}", m); }
  function stops() {
    for (var n = 0; n < length; n += 1) {
      var skip = page.rows[n].s;
      if (skip && skip.indexOf(page.choices[n]) >= 0) return n;
    }
    return length - 1;
  }
  function packed() {
    return page.choices.map(function (choice, n) {
      if (choice !== null) return String.fromCharCode(48 + choice);
      return seen[n] ? "x" : "-";
    }).join("");
  }
  function body() {
    return new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      answers: packed(),
      seconds: page.seconds.map(function (s) { return Math.round(s * 10) / 10; }).join(","),
      revision: page.revision,
      key: form.dataset.key
    });
  }
  function post(url) {
    var data = body();
    if (end.elements.talk.checked) data.append("talk", "1");
    return fetch(url, {
      method: "POST", body: data, credentials: "same-origin", redirect: "error", keepalive: true,
      headers: { Accept: "application/json", "X-Requested-With": "fetch" }
    });
  }
  function say(text, good) {
    var line = id("saved");
    line.hidden = false;
    line.lastElementChild.textContent = text;
    line.firstElementChild.style.visibility = good ? "" : "hidden";
  }

  /* ---- saving: one at a time, always the newest state, the first at once and then with a pause ---- */
  function soon(ms) { clearTimeout(timer); timer = setTimeout(save, Math.max(0, ms)); }
  function save() {
    if (busy || !dirty || sending || !form.dataset.save) return; /* an editor's preview keeps nothing */
    busy = true; dirty = false; page.revision += 1; savedAt = Date.now();
    post(form.dataset.save).then(function (reply) {
      busy = false;
      if (reply.ok) {
        wait = 0; say(words.on, true);
        if (dirty) soon(PAUSE); else if (leaving) location.href = leaving;
        return;
      }
      if (reply.status === 429 || reply.status >= 500) throw new Error("later");
      location.reload();
    }).catch(function () {
      busy = false; dirty = true; leaving = ""; wait = Math.min(wait * 2 || 2000, 30000);
      say(words.off, false);
      soon(wait);
    });
  }
  function changed() {
    dirty = true; leaving = "";
    if (!wait) soon(savedAt + PAUSE - Date.now()); /* without a network the next try is on its way */
  }

  function spend() {
    page.seconds[place] = Math.min(600, page.seconds[place] + (Date.now() - shownAt) / 1000);
    shownAt = Date.now();
  }

  /* ---- one question on the screen ---- */
  function apart() {
    function option(label, n) {
      var box = document.createElement("label"), radio = document.createElement("input");
      var span = document.createElement("span");
      box.className = "choice big";
      radio.type = "radio"; radio.name = "choice"; radio.value = n;
      radio.checked = page.choices[place] === n;
      span.textContent = label;
      box.appendChild(radio); box.appendChild(span);
      return box;
    }
    function show(to) {
      place = to; id("told").textContent = "";
      if (window.speechSynthesis) speechSynthesis.cancel();
      var row = page.rows[place], paper = id("paper"), missing = id("missing");
      if (missing) missing.remove();
      paper.querySelectorAll(".choice").forEach(function (old) { old.remove(); });
      id("lead").textContent = row.l;
      id("text").textContent = row.t;
      id("hint").textContent = row.h || "";
      id("hint").hidden = !row.h;
      page.sets[row.o].forEach(function (label, n) { paper.appendChild(option(label, n)); });
      id("where").textContent = fill(words.where, place + 1, length);
      id("bar").value = place + 1;
      id("before").hidden = place === 0;
      if (id("gap")) id("gap").hidden = place > 0;
      form.elements.q.value = place + 1;
      form.hidden = false; end.hidden = true;
      shownAt = Date.now();
    }
    function finish() {
      var last = stops(), answered = 0;
      for (var n = 0; n <= last; n += 1) if (page.choices[n] !== null) answered += 1;
      id("where").textContent = fill(words.sum, answered, last + 1 - answered);
      id("bar").value = length;
      form.hidden = true; end.hidden = false;
      id("skipped").textContent = "";
      for (n = 0; n <= last; n += 1) if (page.choices[n] === null) back(n);
      id("fine").hidden = answered > last;
      id("last").focus();
    }
    function back(n) {
      var link = document.createElement("button");
      link.type = "button"; link.className = "button quiet"; link.dataset.back = n;
      link.textContent = fill(words.again, n + 1);
      id("skipped").appendChild(link);
    }
    function go(to, quiet) {
      if (to > stops()) finish(); else { show(to); id("text").focus(); }
      if (!quiet) history.pushState({ place: to }, "");
    }

    form.addEventListener("change", function (event) {
      if (event.target.name === "talk") { end.elements.talk.checked = event.target.checked; changed(); }
      if (event.target.name !== "choice") return;
      page.choices[place] = Number(event.target.value); seen[place] = true;
      spend(); changed();
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var skip = event.submitter ? event.submitter.name === "skip" : skipped;
      skipped = false;
      if (skip) page.choices[place] = null;
      else if (page.choices[place] === null) { complain(); return; }
      seen[place] = true; spend(); changed(); go(place + 1);
    });
    var skipped = false; /* browsers without event.submitter */
    form.elements.skip.addEventListener("click", function () { skipped = true; });
    id("before").addEventListener("click", function (event) {
      event.preventDefault(); spend(); go(place - 1);
    });
    end.addEventListener("click", function (event) {
      if (event.target.dataset.back) go(Number(event.target.dataset.back));
    });
    end.elements.talk.addEventListener("change", function () {
      form.elements.talk.checked = end.elements.talk.checked; changed();
    });
    id("back").addEventListener("click", function () { go(stops()); });
    function complain() {
      if (id("missing")) return;
      var line = document.createElement("p");
      line.className = "error"; line.id = "missing"; line.setAttribute("role", "alert");
      line.textContent = words.missing;
      id("paper").insertBefore(line, id("paper").querySelector(".choice"));
    }
    addEventListener("popstate", function (event) {
      if (event.state && !sending) go(event.state.place, true);
    });
    history.replaceState({ place: place }, "");
  }

  /* ---- all questions on one page ---- */
  function together() {
    function count() {
      var last = stops(), answered = 0;
      page.choices.forEach(function (choice) { if (choice !== null) answered += 1; });
      id("where").textContent = fill(words.count, answered, length);
      id("bar").value = answered;
      whole.querySelectorAll("fieldset").forEach(function (box) {
        box.hidden = Number(box.dataset.place) > last;
      });
    }
    whole.addEventListener("change", function (event) {
      if (event.target.name !== "talk") {
        place = Number(event.target.name.slice(1));
        page.choices[place] = Number(event.target.value);
        seen[place] = true; spend(); count();
      }
      changed();
    });
    count();
  }

  /* ---- a hand up: the page and its memory stay, and nothing above the button moves ---- */
  var hand = id("hand");
  hand.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(hand.action, {
      method: "POST", credentials: "same-origin", redirect: "error",
      body: new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }),
      headers: { "X-Requested-With": "fetch" }
    }).then(function (reply) {
      id("told").textContent = reply.ok ? words.hand : words.aloud;
    }).catch(function () { id("told").textContent = words.aloud; });
  });

  /* ---- handing in: again and again with the same key, until the receipt is here ---- */
  function submit() {
    post(form.dataset.submit).then(function (reply) {
      if (reply.status === 429 || reply.status >= 500) throw new Error("later");
      if (reply.ok) /* an answer that broke off on its way is none: once more, with the same key */
        return reply.json().then(function (answer) { location.replace(answer.url); });
      return reply.json().catch(function () { return {}; }).then(function (answer) {
        sending = false; say(reply.status === 409 && answer.message || words.aloud, false);
      });
    }).catch(function () {
      say(words.waiting, false);
      wait = Math.min(wait * 2 || 1000, 15000);
      setTimeout(submit, wait);
    });
  }
  end.addEventListener("submit", function (event) {
    event.preventDefault();
    if (sending || !form.dataset.submit) return;
    for (var n = 0; n < length; n += 1) seen[n] = true; /* passed over, with open eyes */
    sending = true; wait = 0;
    say(words.sending, false);
    submit();
  });
  addEventListener("online", function () { wait = 0; save(); });
  document.addEventListener("visibilitychange", function () { if (document.hidden) save(); });
  /* ---- between one question and all of them: only when everything is kept ---- */
  var other = id("all") || id("single");
  if (other) other.addEventListener("click", function (event) {
    if (dirty || busy) { event.preventDefault(); save(); leaving = other.href; }
  });
  addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  if (one) apart(); else together();
})();

/* One screen at a time: arrows, space, digits; F the whole wall, B black, T the clock, Esc away. */
(function () {
  var all = [].slice.call(document.querySelectorAll(".screen"));
  var line = all.filter(function (each) { return !each.dataset.back; });
  var here = document.getElementById("here"), clock = document.getElementById("clock");
  var black = document.getElementById("black"), now = null, left = 0, step = "", running = true;
  document.documentElement.classList.add("staged");
  document.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });

  function show(key, quiet) {
    var next = document.getElementById(key);
    if (all.indexOf(next) < 0) next = all[0];
    all.forEach(function (each) { each.classList.toggle("on", each === next); });
    now = next;
    try {
      if (!quiet) history.replaceState(null, "", "#" + now.id);
    } catch (refused) { /* older browsers, from a USB stick: the address stays */ }
    var spot = line.indexOf(now.dataset.back ? document.getElementById(now.dataset.back) : now);
    here.textContent = now.dataset.title + " · " + (spot + 1) + " / " + line.length;
    if ((now.dataset.step || "") !== step) {
      step = now.dataset.step || "";
      left = 60 * (now.dataset.minutes || 0);
      running = true;
      clock.hidden = !step;
      tell();
    }
    now.querySelector("h1, h2").focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  function tell() {
    var much = Math.abs(left);
    clock.textContent = (left < 0 ? "+" : "") + Math.floor(much / 60) + ":" + ("0" + (much % 60)).slice(-2);
    clock.className = "clock" + (left < 0 ? " over" : "") + (running ? "" : " still");
  }
  setInterval(function () { if (step && running) { left -= 1; tell(); } }, 1000);

  /* an answer that was seen stays seen: the next one opens, then the next screen comes */
  function closed() { return now.querySelector("details:not([data-seen])"); }
  function forward() {
    var covered = closed();
    if (now.dataset.back) show(now.dataset.back);
    else if (covered) uncover(covered);
    else show((line[line.indexOf(now) + 1] || now).id);
  }
  function backward() {
    if (now.dataset.back) show(now.dataset.back);
    else show((line[line.indexOf(now) - 1] || now).id);
  }
  function uncover(part) {
    if (part.closest(".options")) now.querySelectorAll("details[open]").forEach(function (each) { each.open = false; });
    part.open = true;
    part.dataset.seen = "1";
  }
  function choose(number) {
    var way = now.querySelectorAll(".ways a")[number - 1];
    var part = now.querySelectorAll("details")[number - 1];
    if (way) follow(way);
    else if (part && part.open) part.open = false;
    else if (part) uncover(part);
  }
  function follow(link) {
    link.parentNode.classList.add("seen");
    show(link.hash.slice(1));
  }
  function whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
  }
  function dark() { black.hidden = !black.hidden; if (!black.hidden) black.focus(); }
  function pause() { running = !running; tell(); }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']"), button = event.target.closest("[data-do]");
    var part = event.target.closest("summary");
    if (link) { event.preventDefault(); follow(link); }
    if (part) part.parentNode.dataset.seen = "1";
    if (button) ({ full: whole, black: dark, back: backward, next: forward })[button.dataset.do]();
    if (event.target.closest("#black")) dark();
    if (event.target.closest("#clock")) pause();
  });
  document.addEventListener("keydown", function (event) {
    var key = event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("video")) return;
    if (!black.hidden && key !== "Tab") { dark(); event.preventDefault(); return; }
    if (event.target.closest("a, button, summary") && (key === " " || key === "Enter")) return;
    if (key >= "1" && key <= "9") { choose(+key); return; }
    var act = {
      ArrowRight: forward, ArrowDown: forward, PageDown: forward, " ": forward, Enter: forward,
      ArrowLeft: backward, ArrowUp: backward, PageUp: backward, Backspace: backward,
      Home: function () { show(line[0].id); }, End: function () { show(line[line.length - 1].id); },
      f: whole, F: whole, b: dark, B: dark, ".": dark, t: pause, T: pause,
      Escape: function () { if (!document.fullscreenElement) location.href = document.body.dataset.home; }
    }[key];
    if (act) { event.preventDefault(); act(); }
  });
  var from = null;
  addEventListener("touchstart", function (event) { from = event.touches[0]; }, { passive: true });
  addEventListener("touchend", function (event) {
    var to = event.changedTouches[0], far = from ? to.clientX - from.clientX : 0;
    if (Math.abs(far) > 70 && Math.abs(far) > 2 * Math.abs(to.clientY - from.clientY)) (far < 0 ? forward : backward)();
  }, { passive: true });
  addEventListener("hashchange", function () { show(location.hash.slice(1), true); });
  show(location.hash.slice(1) || all[0].id, true);
})();

/* Says when the line is down; forms keep what was typed. Shows what only works with a script.
   Coming or going, nothing of a classroom stays on the device for the next person. */
(function () {
  var line = document.getElementById("offline");
  function show() { if (line) line.hidden = navigator.onLine !== false; }
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
  var leaving = document.querySelectorAll("form[data-forgets]"), waits = false;
  if (window.caches && leaving.length) caches.delete("classroom");
  /* Records of lessons that wait for a network outlive a sign-out: see record.js. */
  try { waits = Object.keys(localStorage).some(function (name) { return name.indexOf("records:") === 0; }); } catch (e) { /* forbidden here */ }
  if (waits) leaving.forEach(function (form) {
    var kept = document.createElement("input");
    kept.type = "hidden"; kept.name = "keep";
    form.appendChild(kept);
  });
  document.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
})();

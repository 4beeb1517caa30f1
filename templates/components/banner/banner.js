/* Says when the line is down; forms keep what was typed. Shows what only works with a script.
   Coming or going, nothing of a classroom stays on the device for the next person. */
(function () {
  var line = document.getElementById("offline");
  function show() { if (line) line.hidden = navigator.onLine !== false; }
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
  if (window.caches && document.querySelector("[data-forgets]")) caches.delete("classroom");
  document.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
})();

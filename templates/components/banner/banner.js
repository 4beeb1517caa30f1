/* Says when the line is down; forms keep what was typed. Shows what only works with a script. */
(function () {
  var line = document.getElementById("offline");
  function show() { if (line) line.hidden = navigator.onLine !== false; }
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
  document.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
})();

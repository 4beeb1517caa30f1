/* Says when the line is down; forms keep what was typed. */
(function () {
  var line = document.getElementById("offline");
  function show() { if (line) line.hidden = navigator.onLine; }
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
})();

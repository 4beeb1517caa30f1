/* Names close again when the page is left alone for two minutes. */
(function () {
  var timer;
  function close() {
    document.querySelectorAll(".person details[open]").forEach(function (name) { name.open = false; });
  }
  document.addEventListener("toggle", function () {
    clearTimeout(timer);
    timer = setTimeout(close, 120000);
  }, true);
  addEventListener("pagehide", close);
})();

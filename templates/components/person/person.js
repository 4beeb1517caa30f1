/* Shown names close again after two minutes, and when the page is left. */
(function () {
  var timer;
  function close() {
    document.querySelectorAll(".person input:checked").forEach(function (box) { box.checked = false; });
  }
  document.addEventListener("change", function (event) {
    if (!event.target.closest(".person")) return;
    clearTimeout(timer);
    timer = setTimeout(close, 120000);
  });
  addEventListener("pagehide", close);
})();

/* A and A: two sizes of text, remembered in this browser; a student's only until the window closes. */
(function () {
  var root = document.documentElement, kept;
  try {
    kept = document.body.classList.contains("student") ? sessionStorage : localStorage;
  } catch (e) { kept = null; /* forbidden here */ }
  try { if (kept.getItem("text") === "large") root.classList.add("large"); } catch (e) { /* not kept */ }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-text-size]");
    if (!button) return;
    var large = root.classList.toggle("large");
    button.setAttribute("aria-pressed", large);
    try { kept.setItem("text", large ? "large" : ""); } catch (e) { /* not kept */ }
  });
  document.querySelectorAll("[data-text-size]").forEach(function (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", root.classList.contains("large"));
  });
})();

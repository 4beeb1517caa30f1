/* A changed filter shows its list at once; without this the button does. */
(function () {
  document.querySelectorAll("form.filters[method=get]").forEach(function (form) {
    form.addEventListener("change", function (event) { if (event.target.matches("select")) form.submit(); });
  });
})();

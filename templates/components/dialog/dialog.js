/* Buttons with data-opens show the dialog of that id; data-closes shuts the one round it. */
(function () {
  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-opens]"), closer = event.target.closest("[data-closes]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    if (closer) closer.closest("dialog").close();
  });
})();

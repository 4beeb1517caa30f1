/* Esc covers the screen; Esc or a click on it uncovers. An open dialog takes Esc first. */
(function () {
  var cover = document.getElementById("cover"), title = document.title, before;
  if (!cover) return;
  function flip() {
    var covered = cover.hidden;
    cover.hidden = !covered;
    document.body.classList.toggle("covered", covered);
    document.title = covered ? cover.dataset.title : title;
    if (covered) { before = document.activeElement; cover.querySelector("button").focus(); }
    else if (before) before.focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    flip();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-cover]")) flip();
  });
})();

/* Typing in from paper: a figure chooses and goes on to the next question; 0 is blank, 9 two ticks. */
(function () {
  var form = document.querySelector("form[data-keys]");
  if (!form) return;
  var boxes = [].slice.call(form.querySelectorAll("fieldset"));
  var hint = document.querySelector("[data-keys-hint]");
  if (hint) hint.hidden = matchMedia("(hover: none)").matches; /* a phone has no keys */

  var plain = form.getAttribute("data-keys") === "plain"; /* no 0 and 9: every figure is an answer */

  function radios(box) { return box.querySelectorAll("input[type=radio]"); }
  function open() {
    for (var n = 0; n < boxes.length; n += 1) {
      if (!boxes[n].querySelector("input:checked")) return boxes[n];
    }
    return null;
  }
  function go(box) {
    if (box) (box.querySelector("input:checked") || radios(box)[0]).focus();
    else form.querySelector(plain ? "input[type=text]" : "button").focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    var here = document.activeElement;
    if (plain && /^(TEXTAREA|INPUT)$/.test(here.tagName) && !/radio|checkbox/.test(here.type)) return;
    var box = here.closest("fieldset");
    if (boxes.indexOf(box) < 0) box = open();
    if (!box) return;
    var all = radios(box), figure = Number(event.key), last = all.length - 1;
    var chosen = figure === 0 ? last - 1 : figure === 9 ? last : figure < last ? figure - 1 : -1;
    if (plain) chosen = figure <= all.length ? figure - 1 : -1;
    if (chosen < 0) return;
    event.preventDefault();
    all[chosen].checked = true;
    go(boxes[boxes.indexOf(box) + 1] || open());
  });
})();

/* Reads the named part of the page aloud with the phone's own voice. */
(function () {
  if (!window.speechSynthesis) return;
  document.querySelectorAll("[data-listen]").forEach(function (button) { button.hidden = false; });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-listen]");
    if (!button) return;
    if (speechSynthesis.speaking) { speechSynthesis.cancel(); return; }
    var words = new SpeechSynthesisUtterance(document.getElementById(button.dataset.listen).innerText);
    words.lang = document.documentElement.lang;
    words.rate = 0.9;
    speechSynthesis.speak(words);
  });
})();

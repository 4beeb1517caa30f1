/* Reads the named part of the page aloud with the phone's own voice: of a question its words and its
   options, not the buttons between them. */
(function () {
  if (!window.speechSynthesis) return;
  document.querySelectorAll("[data-listen]").forEach(function (button) { button.hidden = false; });
  function words(part) {
    var said = part.querySelectorAll("legend, .choice");
    if (part.querySelector("rt")) { /* the sounds over the characters are not said twice */
      var bare = part.cloneNode(true);
      bare.querySelectorAll("rt").forEach(function (each) { each.remove(); });
      bare.querySelectorAll("img[alt]").forEach(function (each) { each.before(each.alt + "\n"); });
      return bare.textContent;
    }
    if (!said.length) return seen(part);
    return [].map.call(said, function (each) { return each.innerText; }).join("\n");
  }
  function seen(part) { /* pictures by their words, where they stand */
    var told = [].map.call(part.querySelectorAll("img[alt]"), function (each) {
      var word = document.createElement("p");
      word.textContent = each.alt;
      each.before(word);
      return word;
    });
    var text = part.innerText;
    told.forEach(function (word) { word.remove(); });
    return text;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-listen]");
    if (!button) return;
    if (speechSynthesis.speaking) { speechSynthesis.cancel(); return; }
    var speech = new SpeechSynthesisUtterance(words(document.getElementById(button.dataset.listen)));
    speech.lang = document.documentElement.lang === "en" ? "en" : "zh-CN"; /* as phones name their voices */
    speech.rate = 0.9;
    speechSynthesis.speak(speech);
  });
  addEventListener("pagehide", function () { speechSynthesis.cancel(); });
})();

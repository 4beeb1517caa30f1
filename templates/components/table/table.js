/* A part that fetches itself anew every so many seconds, unless somebody is busy in it. */
(function () {
  function renew(part) {
    if (document.hidden || part.contains(document.activeElement) || part.querySelector(":checked")) return;
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
      if (fresh) part.innerHTML = fresh.innerHTML;
    }).catch(function () {});
  }
  document.querySelectorAll("[data-live]").forEach(function (part) {
    setInterval(function () { renew(part); }, part.dataset.live * 1000);
  });
})();

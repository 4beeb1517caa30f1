// Replaces each drawn figure by one that can be explored, in the page's own colours.
(function () {
  "use strict";
  if (!window.Plotly) return;
  var page = getComputedStyle(document.documentElement);
  function token(name) { return page.getPropertyValue(name).trim(); }
  function draw(box) {
    var spec = JSON.parse(document.getElementById(box.dataset.figure).textContent);
    var layout = spec.layout;
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    layout.font = { family: token("--sans"), size: 14, color: token("--ink") };
    layout.hoverlabel = { bgcolor: token("--card"), bordercolor: token("--edge"), font: { color: token("--ink") } };
    ["xaxis", "yaxis"].forEach(function (name) {
      layout[name].gridcolor = layout[name].zerolinecolor = token("--line");
      layout[name].tickfont = { color: token("--quiet") };
    });
    spec.data.forEach(function (trace) {
      var colour = token(trace.line ? "--quiet" : "--primary"); // a line with a dash is the second one
      trace.marker = { color: colour, cornerradius: 6, size: 10 };
      trace.line = { color: colour, width: 2.5, dash: trace.line && trace.line.dash };
      if (trace.error_x) trace.error_x.color = token("--ink");
    });
    var still = box.querySelector("svg");
    var room = document.createElement("div");
    room.className = "plot";
    box.appendChild(room);
    window.Plotly.newPlot(room, spec.data, layout, { displayModeBar: false, responsive: true })
      .then(function () { if (still) still.remove(); });
  }
  document.querySelectorAll("[data-figure]").forEach(draw);
})();

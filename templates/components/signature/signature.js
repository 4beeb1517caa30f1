/* A pad to write a name on. What is drawn goes into the hidden field as a PNG; a typed name does as well. */
(function () {
  document.querySelectorAll("[data-signature]").forEach(function (box) {
    var canvas = box.querySelector("canvas"), field = box.querySelector("input[type=hidden]");
    var pen, last, drawn = false;
    if (!window.PointerEvent || !canvas.getContext) return;
    box.querySelector(".pad").hidden = false;
    function clear() {
      var scale = Math.max(window.devicePixelRatio || 1, 1), size = canvas.getBoundingClientRect();
      canvas.width = size.width * scale;
      canvas.height = size.height * scale;
      pen = canvas.getContext("2d");
      pen.scale(scale, scale);
      pen.lineWidth = 2.5;
      pen.lineCap = pen.lineJoin = "round";
      pen.strokeStyle = getComputedStyle(canvas).color;
      drawn = false;
      field.value = "";
      canvas.parentNode.classList.remove("written");
    }
    function at(event) {
      var size = canvas.getBoundingClientRect();
      return { x: event.clientX - size.left, y: event.clientY - size.top };
    }
    function dark() { /* black on white, whatever the theme */
      var copy = document.createElement("canvas"), ink;
      copy.width = 600;
      copy.height = Math.round(600 * canvas.height / canvas.width);
      ink = copy.getContext("2d");
      ink.drawImage(canvas, 0, 0, copy.width, copy.height);
      ink.globalCompositeOperation = "source-in";
      ink.fillStyle = "#111";
      ink.fillRect(0, 0, copy.width, copy.height);
      return copy.toDataURL("image/png");
    }
    canvas.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      last = at(event);
      canvas.parentNode.classList.add("written");
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!last) return;
      var next = at(event), middle = { x: (last.x + next.x) / 2, y: (last.y + next.y) / 2 };
      pen.beginPath();
      pen.moveTo(last.x, last.y);
      pen.quadraticCurveTo(middle.x, middle.y, next.x, next.y);
      pen.stroke();
      last = next;
      drawn = true;
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      canvas.addEventListener(name, function () { last = null; if (drawn) field.value = dark(); });
    });
    box.querySelector("[data-again]").addEventListener("click", clear);
    clear();
  });
})();

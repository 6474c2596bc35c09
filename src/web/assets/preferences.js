// Preferences: the browser is asked whether it may notify only where somebody ticks the box for it.
"use strict";

(() => {
  const box = document.getElementById("avisar");
  const blocked = document.getElementById("avisar-nao");
  if (!box) return;
  box.addEventListener("change", async () => {
    blocked.hidden = true;
    if (!box.checked) return;
    const answer = window.Notification ? await Notification.requestPermission() : "denied";
    if (answer === "granted") return;
    box.checked = false;
    blocked.hidden = false;
  });
})();

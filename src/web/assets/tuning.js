// The fields of texts: a press on a variable's name writes it where the cursor is.
"use strict";

for (const chip of document.querySelectorAll("[data-insert]")) {
  chip.addEventListener("click", () => {
    const area = document.getElementById(chip.dataset.into || "texto");
    area.setRangeText(chip.dataset.insert, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
}

// Looks at the wall again every few seconds; not while somebody is in it with a form or a reader.
const wall = document.getElementById("painel");
const lost = document.getElementById("perdido");
const EACH = 4000;

function isBusy() {
  const here = document.activeElement;
  return wall.querySelector("details[open]") || (here && here !== document.body && wall.contains(here));
}

function isSelecting() {
  const selection = document.getSelection();
  return selection && !selection.isCollapsed && wall.contains(selection.anchorNode);
}

async function look() {
  if (!isBusy() && !isSelecting()) {
    try {
      const answer = await fetch(wall.dataset.from, {
        headers: { accept: "text/html", "hx-request": "true" },
        signal: AbortSignal.timeout(10000),
      });
      if (answer.status === 401 || answer.redirected) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      if (!isBusy()) wall.innerHTML = text;
      lost.hidden = true;
    } catch {
      lost.textContent = wall.dataset.lost;
      lost.hidden = false;
    }
  }
  setTimeout(look, EACH);
}

if (wall) setTimeout(look, EACH);

// The browser's side of a presentation: the keys of a clicker, every screen fitted above the bar,
// and the speaker's notes in a window of their own, which the room never sees.
const SCREEN = ".st-key-present_screen";
const BAR = ".st-key-present_bar";
const CHART = ".st-key-present_chart"; // does not grow with its screen
const KEYS = { PageDown: "next", PageUp: "back" };
const ARROWS = { ArrowRight: "next", ArrowDown: "next", ArrowLeft: "back", ArrowUp: "back" };
const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="slider"]';
const LEAST = 0.55; // of the usual size: smaller cannot be read from a chair
const MOST = 1.3;
const USUAL = [1366, 768]; // the window a screen is made for: a larger one shows it larger
const PHONE = 640;

export default function (component) {
  const mine = (window.advisorSpeaker ||= {});
  mine.data = component.data;
  offer(mine, component.parentElement);
  tell(mine);
  if (!mine.begun) {
    mine.begun = true;
    window.addEventListener("keydown", (e) => press(e, KEYS), true);
    window.addEventListener("resize", () => soon(mine));
  }
  mine.watch?.disconnect();
  const screen = document.querySelector(SCREEN);
  if (screen) {
    mine.watch = new ResizeObserver(() => soon(mine));
    mine.watch.observe(screen);
  }
  soon(mine);
}

function press(e, keys) {
  const at = e.target.closest ? e.target : document.body;
  if (!document.querySelector(BAR) || e.ctrlKey || e.metaKey || e.altKey) { return; }
  if (at.closest(TYPED_INTO)) { return; }
  let name = keys[e.key];
  if (e.key === " " && !at.closest("button, a")) { name = e.shiftKey ? "back" : "next"; }
  if (e.key === "Escape" && !document.querySelector('[data-testid="stPopoverBody"]')) {
    name = "leave";
  }
  if (!name) { return; }
  e.preventDefault();
  document.querySelector(`.st-key-present_${name} button`)?.click();
}

// Measured anew from the size usual in the window each time, so that what grew or shrank meanwhile counts.
function fit() {
  const screen = document.querySelector(SCREEN);
  const bar = document.querySelector(BAR);
  if (!screen || !bar) { return; }
  size(screen, "");
  if (window.innerWidth <= PHONE) { return; }
  const scrolled = document.querySelector('[data-testid="stMain"]')?.scrollTop || 0;
  const usual = Math.max(1, Math.min(window.innerWidth / USUAL[0], window.innerHeight / USUAL[1]));
  const most = usual * (screen.querySelector(CHART) ? 1 : MOST);
  let zoom = usual;
  size(screen, zoom);
  for (let round = 0; round < 6; round += 1) { // smaller letters take fewer lines, larger ones more
    const box = screen.getBoundingClientRect();
    const room = bar.getBoundingClientRect().top - box.top - scrolled - 6;
    const free = room / box.height;
    if (free > 0.998 && (free < 1.05 || round > 2 || zoom >= most)) { return; }
    zoom = Math.min(most, Math.max(LEAST, zoom * (free < 1 ? free : Math.sqrt(free))));
    size(screen, zoom);
  }
}

// A chart measures itself as it is seen: it is told how much its screen grew (present_view.py).
function size(screen, zoom) {
  screen.style.zoom = zoom;
  screen.style.setProperty("--grown", zoom || 1);
}

function soon(mine) {
  clearTimeout(mine.timer);
  mine.timer = setTimeout(fit, 120);
}

function offer(mine, parent) {
  let button = parent.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "notes";
    parent.append(button);
  }
  button.textContent = mine.data.label;
  button.title = mine.data.help;
  button.onclick = () => {
    mine.notes = window.open("", "advisor_notes", "width=620,height=760");
    if (!mine.notes) { return; }
    mine.notes.addEventListener("keydown", (e) => press(e, { ...KEYS, ...ARROWS }), true);
    tell(mine);
  };
}

function tell(mine) {
  if (!mine.notes || mine.notes.closed) { return; }
  const page = mine.notes.document;
  const add = (tag, text, size) => {
    const part = page.createElement(tag);
    part.textContent = text; // text only: what a person typed is never markup
    part.style.cssText = `font: ${size} system-ui, sans-serif; line-height: 1.4; margin: 0 0 .6em`;
    page.body.append(part);
  };
  page.title = mine.data.label;
  page.body.replaceChildren();
  page.body.style.cssText = "margin: 1.2em; color: #1c2b2a; background: #fff";
  add("p", mine.data.at, "16px");
  add("h1", mine.data.title, "bold 24px");
  for (const note of mine.data.notes) { add("p", note, "19px"); }
  if (mine.data.next) { add("p", mine.data.next, "italic 16px"); }
}

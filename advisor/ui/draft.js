// The browser's side of every page.  First the draft: what is kept in its storage, by which tab,
// and what a server that was started anew must be given.  The window's memory outlives the
// server's session.  Then links and boxes.
const KEY = "marketing-strategy-advisor.draft";
const STAMP = "marketing-strategy-advisor.stamp"; // other after every write; of whom, it does not say
const UNUSABLE = "marketing-strategy-advisor.unusable"; // a draft that could not be read
const SLIDE = "marketing-strategy-advisor.slide"; // whose talk is where, in this tab
const TYPED = "marketing-strategy-advisor.typed"; // in a field, not sent yet; of this tab
const FORGOTTEN = "forgotten";
const APP = '[data-testid="stApp"]';
const BUTTONS = '[data-testid="stButton"] button, [data-testid="stFormSubmitButton"] button';
const PATIENCE = 10000; // a press that nothing came of for so long was for this page only

export default function (component) {
  const { data, setStateValue } = component;
  const mine = (window.advisorDraft ||= { n: 0, base: null, told: {}, text: null, token: null });
  if (!data.beside) { mine.say = setStateValue; mine.drawn = true; }
  holdLinks();
  reachBoxes();
  beginSteps();
  keepTyped(mine);
  watchConnection(mine);
  watchOtherTabs(mine);
  if (data.token !== mine.token) {
    // A session this window has not spoken with: at the beginning, or of a server started anew.
    // What was given is taken: a part of the page that runs alone may be the first to tell.
    if (mine.sent ? data.took !== mine.n : data.beside) { return; }
    const answered = mine.sent;
    mine.token = data.token;
    mine.sent = false;
    if (!answered) { give(mine, mine.text !== null, mine.text !== null); return; }
  }
  if (data.took !== mine.n) { return; } // what was sent is still on its way
  keepInTab(SLIDE, data.slide);
  // Of a client that was deleted nothing waits any more.
  for (const id of data.gone) { forgetTyped(mine, (name) => name.includes(id.slice(0, 8))); }
  for (const key of data.taken.map((key) => `st-key-${key}`)) {
    forgetTyped(mine, (name) => name === named(key) && mine.sentForms?.[name] === key);
  }
  if (mine.reread !== data.reread) {
    // The person chose what the other tab left.
    const first = mine.reread === undefined;
    mine.reread = data.reread;
    if (!first) { mine.text = null; give(mine, false, false); return; }
  }
  const begun = mine.text === null;
  const changed = data.text !== (begun ? data.clean : mine.text);
  const insists = mine.insists !== undefined && mine.insists !== data.insists;
  mine.insists = data.insists;
  mine.text = data.text;
  if (changed || insists) { write(mine, insists, data); }
}

function read(mine) {
  try {
    mine.base = window.localStorage.getItem(STAMP);
    return window.localStorage.getItem(KEY) || "{}";
  } catch (error) {
    report(mine, "blocked", true);
    return "{}";
  }
}

// `late`: the session had begun without this, and what was done in it may not count.
function give(mine, again, late, working) {
  const text = again ? mine.text : read(mine);
  if (!again) { report(mine, "other", null); probe(mine); }
  mine.n += 1;
  mine.say("stored", { n: mine.n, text, again, late, working, slide: ofTab(SLIDE) });
}

function ofTab(key) {
  try { return JSON.parse(window.sessionStorage.getItem(key)); } catch { return null; }
}

function keepInTab(key, value) {
  try { window.sessionStorage.setItem(key, JSON.stringify(value)); } catch { return; }
}

function probe(mine) {
  try {
    window.localStorage.setItem(STAMP + ".probe", "1");
    window.localStorage.removeItem(STAMP + ".probe");
  } catch (error) { report(mine, "blocked", true); }
}

function write(mine, insists, data) {
  try {
    const there = window.localStorage.getItem(STAMP);
    if (there !== mine.base && !insists) { tellOther(mine, there); return; }
    const stamp = (data.forgotten ? FORGOTTEN : "") + Date.now() + "-" + Math.random();
    window.localStorage.setItem(STAMP, stamp);
    mine.base = stamp;
    if (data.unusable && !mine.setAside) {
      mine.setAside = true;
      window.localStorage.setItem(UNUSABLE, window.localStorage.getItem(KEY) || "");
    }
    if (data.forgotten) { window.localStorage.removeItem(UNUSABLE); forgetTyped(mine, () => true); }
    if (mine.text && mine.text !== "{}") {
      window.localStorage.setItem(KEY, mine.text);
    } else {
      window.localStorage.removeItem(KEY);
    }
    report(mine, "other", null);
  } catch (error) { report(mine, "blocked", true); }
}

function tellOther(mine, stamp) {
  report(mine, "other", String(stamp).startsWith(FORGOTTEN) ? "forgotten" : "changed");
}

// Every report is a run of the page: the same thing is reported once.
function report(mine, name, value) {
  if ((mine.told[name] ?? null) === value) { return; }
  mine.told[name] = value;
  mine.say(name, value);
}

function watchOtherTabs(mine) {
  if (mine.watchesTabs) { return; }
  mine.watchesTabs = true;
  window.addEventListener("storage", (event) => {
    if (event.key === STAMP && event.newValue !== mine.base && mine.token) {
      tellOther(mine, event.newValue);
    }
    if (event.key === null) { tellOther(mine, FORGOTTEN); } // all storage was cleared
  });
}

// A server that comes back knows nothing of this window.  It is given the draft at once, before
// the first thing a person does: their input then finds the session it was meant for.
function watchConnection(mine) {
  const app = document.querySelector(APP);
  if (mine.watchesConnection || !app) { return; }
  mine.watchesConnection = true;
  const state = () => app.getAttribute("data-test-connection-state");
  const runs = () => app.getAttribute("data-test-script-state") === "running";
  let last = state();
  let working = false;
  let lost = false;
  let ran = runs();
  // A press is sent once: a server that ends before it began to work on it has lost it.
  let pressed = 0;
  document.addEventListener("click", (e) => {
    if (e.target.closest(BUTTONS) && state() === "CONNECTED") { pressed = Date.now(); }
  }, true);
  const hold = holdHands(mine, () => state() === "CONNECTED" && !runs());
  new MutationObserver(() => {
    const now = state();
    if (now !== last) {
      if (last === "CONNECTED") { working = ran; lost = !ran && Date.now() - pressed < PATIENCE; }
      last = now;
      if (now === "CONNECTED" && mine.token !== null) {
        hold();
        mine.sent = true;
        give(mine, mine.text !== null, lost, working);
      }
    }
    if (now === "CONNECTED") { ran = runs(); if (ran) { pressed = 0; } }
  }).observe(app, { attributes: true });
}

// A session of a server that came back knows no field until it has drawn the page once: a click or
// an answer that arrives before that moves a field and changes nothing.  So what hands do meanwhile
// waits for it, and is done then; where its place on the page is gone, the page says so.
const HANDS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "keydown", "keyup"];
const TEXTS = 'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea';
const ENDS = ["Enter", "Tab", "Escape"];
function holdHands(mine, isCalm) {
  let held = null;
  const keep = (e) => {
    if (held === null || !e.isTrusted) { return; }
    if (e.key && e.target.matches(TEXTS) && !ENDS.includes(e.key)) { return; } // letters of a text
    e.preventDefault();
    e.stopImmediatePropagation();
    held.push(e);
  };
  for (const type of HANDS) { window.addEventListener(type, keep, true); }
  const again = (e) => {
    if (e.target.matches("button, a") && [" ", "Enter"].includes(e.key)) {
      if (e.type === "keydown") { e.target.click(); }
      return;
    }
    if (e.type === "mousedown") { e.target.closest(OWN_STOPS)?.focus(); }
    e.target.dispatchEvent(new e.constructor(e.type, e));
  };
  const release = () => {
    const waiting = held;
    held = null;
    let lost = false;
    for (const e of waiting) { if (e.target.isConnected) { again(e); } else { lost = true; } }
    if (lost) { give(mine, true, true); }
  };
  // A session that went on has drawn nothing anew, and knows every field.
  const look = (calm) => {
    if (calm < (mine.drawn ? 4 : 30)) { setTimeout(look, 50, isCalm() ? calm + 1 : 0); return; }
    release();
  };
  return () => {
    mine.drawn = false;
    if (held === null) { held = []; look(0); }
  };
}

// What is half written in a field is the page's alone until it is sent.  So it waits in the tab
// under the name of its field: the field's key without what only counts, such as how often the form
// was sent.  The name says whose it is: no other owner's field is ever given it.  Of a form it goes
// when the server says that it took what was sent (`taken`): a page that is gone or new may be a
// refusal.  A field by itself is sent when it is left.
const FORM = '[data-testid="stForm"]';
const WRITTEN = '[data-testid="stTextInput"] input, [data-testid="stTextArea"] textarea';
const keyOf = (field) => [...(field.closest('[class*="st-key-"]')?.classList || [])]
  .find((key) => key.startsWith("st-key-")) || "";
const named = (key) => key.replace(/(_\d+)+(?=-\w+$|$)/, "");
const nameOf = (field) => named(keyOf(field));
function keepTyped(mine) {
  const app = document.querySelector(APP);
  if (mine.typed || !app) { return; }
  mine.typed = ofTab(TYPED) || {};
  mine.sentForms = {}; // by name of a field: the key it was sent under
  const typed = mine.typed; // by name: the text, and what stood there before it
  const before = {};
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(WRITTEN)) { return; }
    restore(target); // before more is typed in its place
    if (!typed[nameOf(target)]) { before[nameOf(target)] = target.value; }
  }, true);
  document.addEventListener("input", ({ target }) => {
    if (!target.matches(WRITTEN) || !keyOf(target)) { return; }
    const name = nameOf(target);
    const was = typed[name]?.[1] ?? before[name] ?? "";
    delete mine.sentForms[name];
    if (target.value === was) { delete typed[name]; } else { typed[name] = [target.value, was]; }
    keepInTab(TYPED, mine.typed);
  }, true);
  const send = (form) => {
    for (const field of form.querySelectorAll(WRITTEN)) {
      mine.sentForms[nameOf(field)] = keyOf(field);
    }
  };
  const leave = (field) => {
    if (!field.matches(WRITTEN) || field.closest(FORM)) { return; }
    const left = nameOf(field);
    // A field that goes with its page, by the browser's own way back, is left and sends nothing.
    setTimeout(() => { if (field.isConnected) { forgetTyped(mine, (name) => name === left); } });
  };
  document.addEventListener("focusout", ({ target }) => leave(target), true);
  document.addEventListener("click", (e) => {
    if (e.target.closest(`${FORM} ${BUTTONS.split(", ")[1]}`)) { send(e.target.closest(FORM)); }
  }, true);
  document.addEventListener("keydown", (e) => {
    const sends = e.target.matches("input") || e.ctrlKey || e.metaKey;
    if (e.key !== "Enter" || !sends || !e.target.matches(WRITTEN)) { return; }
    if (e.target.closest(FORM)) { send(e.target.closest(FORM)); } else { leave(e.target); }
  }, true);
  const restore = (field) => {
    const name = nameOf(field);
    const [half, was] = typed[name] || [field.value];
    if (field.value === half) { return; }
    // Where it was written anew elsewhere both texts stand there, and a person chooses.
    const there = field.value;
    const other = there && there !== was ? there + (field.rows ? "\n" : " / ") : "";
    typed[name] = [half, there];
    const kind = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(kind, "value").set.call(field, other + half);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (field.closest(FORM) || field === document.activeElement) { return; }
    setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  };
  const bringBack = () => {
    if (app.getAttribute("data-test-script-state") !== "notRunning") { soon(); return; }
    for (const field of document.querySelectorAll(WRITTEN)) { restore(field); }
  };
  let waiting = 0; // until the page stands still: a field may be drawn before its own text is
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(bringBack, 100); };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
}

function forgetTyped(mine, isGone) {
  for (const name of Object.keys(mine.typed || {}).filter(isGone)) { delete mine.typed[name]; }
  keepInTab(TYPED, mine.typed);
}

// A link clicked while an answer is on its way is followed when the page has taken the answer.
const LINKS = '[data-testid="stSidebarNavLink"], [data-testid="stPageLink"] a';
function holdLinks() {
  if (window.advisorHoldsLinks || !document.querySelector(APP)) { return; }
  window.advisorHoldsLinks = true;
  let typed = 0;
  let due = false; // a run of the page that an answer is to begin
  let following = false;
  const note = () => { typed = Date.now(); };
  const entered = new WeakMap(); // what Enter sent of a field is not sent again when it is left
  document.addEventListener("change", ({ target }) => {
    note();
    due = !target.closest(FORM) && entered.get(target) !== target.value;
  }, true);
  document.addEventListener("focusout", (e) => { if (e.target.matches("input, textarea")) note(); },
    true);
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter") { note(); entered.set(target, target.value); }
  }, true);
  const busy = () => document.querySelector(APP)
    ?.getAttribute("data-test-script-state") !== "notRunning";
  new MutationObserver(() => { if (busy()) { due = false; } })
    .observe(document.querySelector(APP), { attributeFilter: ["data-test-script-state"] });
  document.addEventListener("click", (e) => {
    const link = e.target.closest(LINKS);
    if (!link || following || Date.now() - typed > 3000) { return; }
    e.preventDefault();
    e.stopImmediatePropagation();
    const asked = Date.now();
    const follow = () => {
      const waited = Date.now() - asked;
      // A moment passes in any case, more of it after an answer: a slow page reads it late.
      const waits = waited < (due ? 1500 : 150) || (busy() && waited < 4000);
      if (waits) { setTimeout(follow, 50); return; }
      following = true;
      // The page may have been drawn anew meanwhile: the same link, as it stands now.
      const same = [...document.querySelectorAll(LINKS)].find((a) => a.href === link.href);
      (same || link).click();
      following = false;
    };
    follow();
  }, true);
}

// What scrolls in itself, such as a wide table on a phone, can be reached and moved by the keyboard.
const BOXES = '[data-testid="stMain"] :is(div, pre)';
const OWN_STOPS = "a, button, input, textarea, select, [tabindex]";
function reachBoxes() {
  const app = document.querySelector(APP);
  if (window.advisorReachesBoxes || !app) { return; }
  window.advisorReachesBoxes = true;
  const scrolls = (box) => {
    const { overflowX, overflowY } = getComputedStyle(box);
    return (box.scrollWidth > box.clientWidth && /auto|scroll/.test(overflowX))
      || (box.scrollHeight > box.clientHeight && /auto|scroll/.test(overflowY));
  };
  let waiting = 0;
  const look = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      for (const box of document.querySelectorAll(BOXES)) {
        if ((box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight)
          && !box.querySelector(OWN_STOPS) && scrolls(box)) { box.tabIndex = 0; }
      }
    }, 150);
  };
  look();
  new MutationObserver(look).observe(app, { attributeFilter: ["data-test-script-state"] });
  window.addEventListener("resize", look);
  document.addEventListener("toggle", look, true); // a box of details was opened
}

// Each step of the questions begins at its top: to the browser it is the same page, scrolled down.
function beginSteps() {
  const app = document.querySelector(APP);
  if (window.advisorBeginsSteps || !app) { return; }
  window.advisorBeginsSteps = true;
  let before = null;
  const look = () => {
    const box = document.querySelector('[class*="st-key-asked_"]');
    const now = box && box.className.match(/st-key-asked_\w+/)[0];
    if (now && before && now !== before) {
      document.querySelector('[data-testid="stMain"]').scrollTop = 0;
    }
    before = now;
  };
  // The new step may be drawn a moment after the run has ended.
  new MutationObserver(() => { look(); setTimeout(look, 200); })
    .observe(app, { attributeFilter: ["data-test-script-state"] });
}

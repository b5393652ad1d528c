// The page: asks Python about the form as one types, and shows what it says. Nothing leaves the page.
import { addContact, addEvent, fill, read, renamed, REST, showProblems, useKinds } from "./form.js";
import { fromHash, toHash } from "./link.js";
import { countryHint, countryNamed, fillLists, fillRegions, regionNamed } from "./places.js";
import { done, say, showAnswer, showDrafts } from "./show.js";

const $ = (id) => document.getElementById(id);
const TYPES = { json: "application/json", ics: "text/calendar", eml: "message/rfc822" };
const LARGEST_FILE = 2_000_000; // bytes
const MOST_SAID = 5; // problems of a file
const HEARD = 5_000; // ms until what was read out is taken away, so that nobody finds it twice

// --- Python

// A worker of a blob has the policy of this page: it may not ask another server either.
const source = `import ${JSON.stringify(new URL("worker.js", import.meta.url).href)};`;
const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
const waiting = new Map();
let number = 0;

function call(name, ...given) {
  number += 1;
  const id = number;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, call: name, given });
  });
}

worker.onmessage = ({ data }) => {
  if (data.is === "broken") broken(data.text);
  if (data.is !== "answer") return;
  const { resolve, reject } = waiting.get(data.id);
  waiting.delete(data.id);
  if ("error" in data) reject(new Error(data.error));
  else resolve(data.result);
};
worker.onerror = (event) => broken(event.message ?? "the worker cannot start");

function broken(why) {
  document.body.dataset.state = "broken";
  answerWith(`Python could not be loaded: ${why}. A folder built by tools/playground.py has all that is needed.`);
}

// --- What a screen reader says

let told = "";
let telling = 0;

// Show the answer, and have it read out: once, and not at each key while somebody types.
function answerWith(text, aloud = text) {
  say("answer", text);
  clearTimeout(telling);
  telling = setTimeout(tell, REST, aloud);
}

function tell(text) {
  say("spoken", text === told ? "" : text);
  told = text;
  telling = setTimeout(() => say("spoken", ""), HEARD);
}

// --- The answer

let edits = Object.create(null);
let sent = null;
let isAsking = false;
let isOld = false;
let typed = 0;
let follows = true; // the clock

// Ask about the form as it is; while an answer is on its way, only the last state of the form waits.
async function ask() {
  if (!isAsking) document.body.dataset.asking = "";
  typed ||= performance.now();
  if (isAsking) {
    isOld = true;
    return;
  }
  isAsking = true;
  document.body.dataset.asking = "";
  const since = typed;
  typed = 0;
  try {
    const form = read();
    keep();
    show(JSON.parse(await call("answer", JSON.stringify({ ...form, edits }))));
    performance.measure("answer", { start: since, end: performance.now() });
    document.body.dataset.state = "ready";
  } catch (error) {
    answerWith(`The library failed: ${lastLine(error)}`);
  }
  isAsking = false;
  delete document.body.dataset.asking;
  if (isOld) {
    isOld = false;
    ask();
  }
}

function show({ problems, notes, ...said }) {
  const country = problems.find(({ at }) => at === "interview.country");
  if (country && $("country").value) country.text = `${country.text}. ${countryHint($("country").value)}`.trim();
  const placed = showProblems(problems, notes);
  const rows = placed.map(({ input, label, text }) => {
    const item = document.createElement("li");
    if (!input) item.textContent = text;
    else {
      const link = document.createElement("a");
      link.textContent = label;
      link.href = `#${input.id}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        (input.matches("fieldset") ? (input.querySelector("input") ?? input) : input).focus();
      });
      item.append(link, `: ${text}`);
    }
    return item;
  });
  $("problems").replaceChildren(...rows);
  $("problems").hidden = $("stale").hidden = rows.length === 0;
  if (rows.length) {
    sent = null;
    $("facts").hidden = false;
    $("sent").hidden = true;
    const count = rows.length === 1 ? "One thing in the form is not right yet" : `${rows.length} things in the form are not right yet`;
    answerWith(`${count}.`, `${count}: ${some(placed.map(({ label, text }) => label ?? text))}`);
    return;
  }
  sent = said.answer.sent ?? null;
  showAnswer(said);
  answerWith(said.answer.text);
  showDrafts(said, { edits, edited, taken: takeOut });
}

function edited(contact, change) {
  if (change) edits[contact] = change;
  else delete edits[contact];
  ask();
}

// --- Taking out

// Save a file, and tell by `said` that it is saved: beside the button that was pressed.
async function takeOut(what, said, to = "") {
  try {
    const bytes = await call("take_out", JSON.stringify({ ...read(), edits }), what);
    const kind = what.split(":")[0];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: TYPES[kind] }));
    link.download = `${fileName($("company").value, to)}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    said(`Saved as ${link.download}`);
  } catch {
    said("Nothing was saved: first mend what is not right in the form.");
  }
}

// Return a name that any system takes: letters and digits, after a word that no system keeps for itself.
function fileName(...words) {
  const safe = words.map((word) => word.normalize().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 40));
  return ["follow-up", ...safe.filter(Boolean)].join("-");
}

async function share() {
  const hash = await toHash(read());
  history.replaceState(null, "", hash);
  keep();
  $("link").value = location.href;
  $("link-field").hidden = false;
  try {
    await navigator.clipboard.writeText(location.href);
    done($("said"), "The link is copied.");
  } catch {
    $("link").select();
    done($("said"), "Copy the link from the field.");
  }
}

// --- The first case, and that of a link

// Return the local time in a zone; nothing for an unknown one.
function nowIn(zone) {
  try {
    const format = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone });
    return format.format().replace(" ", "T");
  } catch {
    return "";
  }
}

// Let "now" be the time of the clock, unless somebody set it. Returns whether it changed.
function tick() {
  const now = follows && nowIn($("timezone").value);
  if (!now || now === $("now").value) return false;
  $("now").value = now;
  return true;
}

// An interview in Tokyo, on the last weekday but today, to which nothing has happened yet.
function firstCase() {
  const day = new Date(`${nowIn("Asia/Tokyo").slice(0, 10)}T00:00Z`);
  do day.setUTCDate(day.getUTCDate() - 1);
  while (day.getUTCDay() % 6 === 0);
  return {
    tone: "formal",
    interview: {
      company: "Acme",
      position: "Data Engineer",
      ended_at: `${day.toISOString().slice(0, 10)}T10:00`,
      timezone: "Asia/Tokyo",
      country: "JP",
      promise: "next-week",
      language: "en",
      learned: "how the team moved its warehouse to streaming",
    },
    contacts: [
      { id: "recruiter", name: "Hanako Sato", email: "sato@example.com", roles: ["recruiter"] },
      { id: "lead", name: "Ken Ito", email: "ito@example.com", roles: ["hiring-manager", "interviewer"] },
    ],
    events: [],
    candidate: { name: "Mei Tan", email: "mei@example.com" },
  };
}

// The form as it is kept: "now" only if somebody set it.
function snapshot() {
  const form = read();
  return follows ? { ...form, now: "" } : form;
}

// The tab keeps the form until it is closed, so that nothing is lost when it is loaded again.
function keep() {
  try {
    sessionStorage.setItem("form", JSON.stringify({ hash: location.hash, form: snapshot() }));
  } catch {
    // This browser keeps nothing.
  }
}

function kept() {
  try {
    const { hash, form } = JSON.parse(sessionStorage.getItem("form"));
    return hash === location.hash ? form : null;
  } catch {
    return null;
  }
}

async function start(isReload) {
  let form = isReload ? kept() : null;
  let notice = "";
  try {
    form ??= (await fromHash(location.hash)) ?? firstCase();
  } catch (error) {
    form = firstCase();
    notice = `The case in the link cannot be read. ${error.message} This is the example.`;
  }
  begin(form);
  say("notice", notice);
}

function begin(form, changes = {}) {
  for (const id of ["notice", "said", "begun"]) say(id, "");
  edits = Object.assign(Object.create(null), changes); // any text may be the id of a contact
  fill(form);
  follows = !$("now").value;
  tick();
  ask();
}

// --- Another case instead of this one

let before = null; // what "Undo" brings back

function remember(hash) {
  before = { form: snapshot(), edits, hash };
  $("back").hidden = false;
}

function replace(form) {
  remember(location.hash);
  withHash("");
  begin(form);
}

function undo() {
  const { form, edits: changes, hash } = before;
  withHash(hash);
  begin(form, changes);
  $("again").focus(); // its own button goes
  $("back").hidden = true;
  say("begun", "Your case is back.");
}

function withHash(hash) {
  history.replaceState(null, "", location.pathname + location.search + hash);
  $("link-field").hidden = true;
}

async function openFile(file) {
  if (file.size > LARGEST_FILE) {
    say("begun", `${file.name} is too large for a case.`);
    return;
  }
  try {
    const text = await file.text();
    const { form, problems } = JSON.parse(await call("opened", text));
    if (problems) {
      say("begun", `${file.name} is not a case. ${some(problems)}`);
      return;
    }
    replace(form);
    const lost = JSON.parse(await call("lost", text, JSON.stringify(read())));
    const left = lost.length ? ` This page has no field for all of it, and leaves out: ${some(lost)}` : "";
    say("begun", `${file.name} is open.${left}`);
  } catch (error) {
    say("begun", `${file.name} could not be read: ${lastLine(error)}`);
  }
}

function some(texts) {
  const rest = texts.length - MOST_SAID;
  return texts.slice(0, MOST_SAID).join("; ") + (rest > 0 ? `; and ${rest} more.` : ".");
}

function lastLine(error) {
  return error.message.trim().split("\n").at(-1);
}

$("form").addEventListener("submit", (event) => event.preventDefault());
$("form").addEventListener("input", ({ target }) => {
  if (target === $("file")) return;
  say("notice", "");
  if (target === $("now")) follows = false;
  if (target === $("country") && target.value.length < 3) target.value = target.value.toUpperCase();
  tick();
  renamed();
  ask();
});
$("country").addEventListener("change", ({ target }) => {
  const code = countryNamed(target.value);
  if (!code || code === target.value) return;
  target.value = code;
  ask();
});
let regionsOf = "";
$("subdivision").addEventListener("focus", async () => {
  const country = $("country").value;
  if (country === regionsOf) return;
  regionsOf = country;
  fillRegions(JSON.parse(await call("regions", country)));
});
$("subdivision").addEventListener("change", ({ target }) => {
  const code = regionNamed(target.value);
  if (code === target.value) return;
  target.value = code;
  ask();
});
$("add-contact").addEventListener("click", () => {
  const row = addContact({ fresh: true });
  renamed();
  row.querySelector("input").focus();
  ask();
});
$("add-event").addEventListener("click", () => {
  const row = addEvent({ at: $("now").value, fresh: true });
  renamed();
  row.querySelector("select").focus();
  ask();
});
$("sent").addEventListener("click", () => {
  if (!sent) return;
  addEvent(sent);
  renamed();
  $("next-title").focus(); // the button may be gone then
  ask();
});
$("clock").addEventListener("click", () => {
  follows = true;
  tick();
  ask();
});
$("again").addEventListener("click", () => {
  replace(firstCase());
  say("begun", "This is the example.");
});
$("back").addEventListener("click", undo);
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  if (file) openFile(file);
  target.value = ""; // so that the same file can be opened again
});
$("share").addEventListener("click", share);
for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", () => takeOut(button.dataset.take, (text) => done($("said"), text)));
}
$("down").addEventListener("click", (event) => {
  event.preventDefault(); // the end of the address is the case
  $("why-title").focus();
  $("why-title").scrollIntoView();
});
// On a small screen the answer stays at the top: what is scrolled to stands below it.
const narrow = matchMedia("(max-width: 59.99rem) and (min-height: 30rem)");
const spare = () => {
  document.documentElement.style.scrollPaddingTop = narrow.matches ? `${$("next").offsetHeight + 8}px` : "";
};
new ResizeObserver(spare).observe($("next"));
narrow.addEventListener("change", spare);
setInterval(() => tick() && ask(), 20_000);
addEventListener("hashchange", ({ oldURL }) => {
  if (!location.hash.startsWith("#case=")) return;
  remember(new URL(oldURL).hash);
  start(false);
});

fillLists();
useKinds(await (await fetch(new URL("kinds.json", import.meta.url))).json());
start(true);

// The form: its rows of people and events, what is in it as a plain object, and the errors at its fields.

const ROLES = {
  recruiter: "Recruiter",
  "hiring-manager": "Hiring manager",
  interviewer: "Interviewer",
  agency: "Agency",
  employee: "Employee",
  "no-reply": "No-reply address",
};
const TOUCHES = {
  "thank-you": "Thank-you note",
  "follow-up-1": "First follow-up",
  "follow-up-2": "Second follow-up",
  escalation: "Escalation",
  "update-thanks": "Thanks for the update",
  "feedback-request": "Feedback request",
};
const PERSON = {
  name: { label: "Name" },
  email: { label: "E-mail address", type: "email" }, // as a text: browsers rewrite domains of the type
  roles: { label: "Role", choices: () => Object.entries(ROLES) },
};
const MORE = {
  honorific: { label: "Title, such as Dr or Ms" },
  family_name: { label: "Family name, for the greeting" },
  learned: { label: "One thing you learned from this person" },
  familiar: { label: "We are on first-name terms", flag: true },
  do_not_contact: { label: "Asked not to be contacted", flag: true },
};
const EVENT = {
  to: { label: "To", choices: people },
  folds: { label: "It also says", choices: () => Object.entries(TOUCHES).filter(([key]) => /thank/.test(key)) },
  sender: { label: "From", options: () => [["", "Not known"], ...people()] },
  contact: { label: "To whom it did not get through", options: () => [["", "Choose"], ...people()] },
  email: { label: "The address that does not work", type: "email" },
  touch: { label: "What you do not send", options: () => [["", "Choose"], ...Object.entries(TOUCHES)] },
  until: { label: "Until", type: "date" },
  returns_on: { label: "Back on", type: "date" },
  decision_by: { label: "They will decide by", type: "date" },
  asks_for: { label: "They ask you for" },
  answer_by: { label: "They want it by", type: "date" },
  enquire_on: { label: "They invite you to write on", type: "date" },
  enquiries_welcome: { label: "They ask you not to enquire", flag: true, value: false },
};
const MOST_ROWS = 60; // of a case from a link
export const REST = 1_000; // ms in which nobody types, until something is read out

const $ = (id) => document.getElementById(id);
const resting = new WeakMap(); // what a field waits for
let kinds = {};
let serial = 0;

export function useKinds(found) {
  kinds = found;
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function people() {
  return rows("contacts").map((row) => [row.dataset.id, row.querySelector("[data-name=name]").value || row.dataset.id]);
}

function rows(name) {
  return [...$(name).children];
}

// --- Fields

function field(name, { label, type = "text", choices, options, flag, value }) {
  const id = `field-${(serial += 1)}`;
  if (choices) {
    const group = element("fieldset", { className: "choices" }, element("legend", { textContent: label }));
    group.dataset.name = name;
    group.dataset.many = "";
    fillChoices(group, choices());
    return group;
  }
  if (flag) {
    const box = element("input", { type: "checkbox", id });
    box.dataset.name = name;
    box.dataset.flag = String(value ?? true);
    return element("div", { className: "field flag" }, box, element("label", { htmlFor: id, textContent: label }));
  }
  const input = element(options ? "select" : "input", { id });
  if (options) fillOptions(input, options());
  else if (type === "email") Object.assign(input, { inputMode: "email", autocapitalize: "off", spellcheck: false });
  else input.type = type;
  input.dataset.name = name;
  return element("div", { className: "field" }, element("label", { htmlFor: id, textContent: label }), input);
}

function fillChoices(group, choices) {
  const chosen = new Set(valueOf(group) ?? []);
  const boxes = choices.map(([value, text]) =>
    element("label", {}, element("input", { type: "checkbox", value, checked: chosen.has(value) }), ` ${text}`),
  );
  group.replaceChildren(group.firstElementChild, ...boxes);
}

function fillOptions(select, options) {
  const { value } = select;
  select.replaceChildren(...options.map(([key, text]) => element("option", { value: key, textContent: text })));
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

function valueOf(input) {
  if ("many" in input.dataset) return [...input.querySelectorAll("input:checked")].map((box) => box.value);
  if ("flag" in input.dataset) return input.checked ? input.dataset.flag === "true" : "";
  return input.value;
}

function setValue(input, value) {
  if ("many" in input.dataset) {
    for (const box of input.querySelectorAll("input")) box.checked = Array.isArray(value) && value.includes(box.value);
  } else if ("flag" in input.dataset) {
    input.checked = String(value) === input.dataset.flag;
  } else {
    input.value = typeof value === "string" ? value : "";
    if (input.tagName === "SELECT" && input.selectedIndex < 0) input.selectedIndex = 0;
  }
}

function removal(row, what, back) {
  const button = element("button", { type: "button", className: "remove", textContent: `Remove ${what}` });
  button.addEventListener("click", () => {
    row.remove();
    renamed();
    back.focus();
    back.form.dispatchEvent(new Event("input"));
  });
  return button;
}

// A fresh row may lack something, until somebody typed in it and went on to something else.
function watch(row, values) {
  let isTouched = false;
  if (values.fresh === true) row.dataset.fresh = "";
  row.addEventListener("input", () => (isTouched = true));
  row.addEventListener("focusout", () => {
    setTimeout(() => {
      if (!isTouched || !("fresh" in row.dataset) || row.contains(document.activeElement) || !row.isConnected) return;
      delete row.dataset.fresh;
      row.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

// --- People

export function addContact(values = {}) {
  const known = new Set(rows("contacts").map((row) => row.dataset.id));
  const row = element("div", { className: "row", role: "group" });
  let number = rows("contacts").length + 1;
  while (known.has(`person-${number}`)) number += 1;
  const given = typeof values.id === "string" && values.id.trim() && !known.has(values.id);
  row.dataset.id = given ? values.id : `person-${number}`;
  const pair = element("div", { className: "pair" }, field("name", PERSON.name), field("email", PERSON.email));
  const more = element("details", {}, element("summary", { textContent: "More about this person" }));
  more.append(...Object.entries(MORE).map(([name, about]) => field(name, about)));
  row.append(pair, field("roles", PERSON.roles), more, removal(row, "this person", $("add-contact")));
  $("contacts").append(row);
  watch(row, values);
  for (const input of row.querySelectorAll("[data-name]")) setValue(input, values[input.dataset.name]);
  more.open = Object.keys(MORE).some((name) => ![undefined, ""].includes(values[name]));
  return row;
}

// --- Events

export function addEvent(values = {}) {
  const row = element("div", { className: "row", role: "group" });
  const options = Object.entries(kinds).map(([kind, { title }]) => [kind, title]);
  const kind = field("kind", { label: "What happened", options: () => options });
  const pair = element("div", { className: "pair" }, kind, field("at", { label: "When", type: "datetime-local" }));
  const rest = element("div", { className: "rest" });
  row.append(pair, rest, removal(row, "this event", $("add-event")));
  $("events").append(row);
  watch(row, values);
  setValue(kind.querySelector("select"), values.kind ?? "reply-received");
  setValue(pair.querySelector("[data-name=at]"), values.at);
  ofKind(row, values);
  kind.addEventListener("change", () => ofKind(row, rowValues(row)));
  return row;
}

function ofKind(row, values) {
  const { fields } = kinds[row.querySelector("[data-name=kind]").value];
  row.querySelector(".rest").replaceChildren(...fields.map((name) => field(name, EVENT[name])));
  for (const input of row.querySelectorAll(".rest [data-name]")) setValue(input, values[input.dataset.name]);
  row.append(row.lastElementChild);
  row.querySelector("[data-name=contact]")?.addEventListener("input", () => addressOf(row));
}

// Fill in the address of the person that was chosen, unless somebody typed another one.
function addressOf(row) {
  const [contact, email] = ["contact", "email"].map((name) => row.querySelector(`[data-name=${name}]`));
  if (email.value && email.value !== email.dataset.filled) return;
  const person = rows("contacts").find(({ dataset }) => dataset.id === contact.value);
  email.value = email.dataset.filled = person?.querySelector("[data-name=email]").value ?? "";
}

// Give the rows their names, and the events the people that they can choose from.
export function renamed() {
  rows("contacts").forEach((row, index) => row.setAttribute("aria-label", `Person ${index + 1}`));
  rows("events").forEach((row, index) => {
    row.setAttribute("aria-label", `Event ${index + 1}`);
    for (const name of ["to", "sender", "contact"]) {
      const input = row.querySelector(`[data-name=${name}]`);
      if (input && EVENT[name].choices) fillChoices(input, EVENT[name].choices());
      else if (input) fillOptions(input, EVENT[name].options());
    }
  });
  $("nothing").hidden = rows("events").length > 0;
  const promise = $("promise").value;
  $("decision-date").hidden = promise !== "date";
  $("decision-number").hidden = !promise.startsWith("within_");
}

// --- The whole form

function rowValues(row) {
  const values = [...row.querySelectorAll("[data-name]")].map((input) => [input.dataset.name, valueOf(input)]);
  const filled = Object.fromEntries(values.filter(([, value]) => value !== "" && value.length !== 0));
  return "fresh" in row.dataset ? { ...filled, fresh: true } : filled;
}

export function read() {
  const form = { interview: {}, candidate: {} };
  for (const input of document.querySelectorAll("[data-at]")) {
    const [group, name] = input.dataset.at.split(".");
    if (input.value !== "") (name ? form[group] : form)[name ?? group] = input.value;
  }
  form.contacts = rows("contacts").map((row) => ({ id: row.dataset.id, ...rowValues(row) }));
  form.events = rows("events").map(rowValues);
  return form;
}

// Fill the form with a case. It may come from a link: what is not a text, or has no field, is left out.
export function fill(form) {
  for (const input of document.querySelectorAll("[data-at]")) {
    const [group, name] = input.dataset.at.split(".");
    setValue(input, name ? form[group]?.[name] : form[group]);
  }
  $("contacts").replaceChildren();
  $("events").replaceChildren();
  for (const contact of listOf(form.contacts)) addContact(contact);
  for (const event of listOf(form.events)) addEvent(event);
  renamed();
}

function listOf(found) {
  return Array.isArray(found) ? found.slice(0, MOST_ROWS).filter((each) => each && typeof each === "object") : [];
}

// --- What is wrong

function inputAt(place) {
  const [group, number, name] = place.split(".");
  if (group === "contacts" || group === "events") {
    return rows(group)[Number(number)]?.querySelector(`[data-name=${CSS.escape(name ?? "kind")}]`);
  }
  return document.querySelector(`[data-at="${CSS.escape(place)}"]:not([type=hidden])`);
}

// Put each problem, and each note, at its field; return the problems that have a field, and those that have none.
export function showProblems(problems, notes) {
  const before = new Map([...document.querySelectorAll("form .error, form .mild")].map((line) => [line.id, line]));
  const placed = problems.map(({ at, text }) => {
    const input = inputAt(at);
    if (!input) return { text: `${at}: ${text}` };
    put(input, text, "error", before);
    input.closest("details")?.setAttribute("open", "");
    return { input, text, label: labelOf(input) };
  });
  for (const { at, text } of notes) {
    const input = inputAt(at);
    if (input) put(input, text, "mild", before);
  }
  for (const line of before.values()) {
    mark($(line.id.replace(/-(error|mild)$/, "")), null);
    line.remove();
  }
  for (const line of document.querySelectorAll("form .error, form .mild")) {
    mark($(line.id.replace(/-(error|mild)$/, "")), line.id); // it may have lost another line
  }
  return placed;
}

function put(input, text, kind, before) {
  input.id ||= `field-${(serial += 1)}`;
  const id = `${input.id}-${kind}`;
  const line = before.get(id) ?? element("p", { id, className: kind });
  before.delete(id);
  if (line.textContent !== text) line.textContent = text;
  if (!line.isConnected) ("many" in input.dataset ? input : input.parentElement).append(line);
}

// Tie a line to its field. Some screen readers say each change of it, so while somebody types, it waits.
function mark(input, id) {
  if (!input) return;
  const boxes = "many" in input.dataset ? input.querySelectorAll("input") : [input];
  for (const each of boxes) id?.endsWith("-error") ? each.setAttribute("aria-invalid", "true") : each.removeAttribute("aria-invalid");
  clearTimeout(resting.get(input));
  const text = id ? $(id).textContent : "";
  if (text !== input.dataset.described) input.removeAttribute("aria-describedby");
  input.dataset.described = text;
  if (!id) return;
  const describe = () => input.setAttribute("aria-describedby", id);
  if (input === document.activeElement) resting.set(input, setTimeout(describe, REST));
  else describe();
}

function labelOf(input) {
  const label = "many" in input.dataset ? input.firstElementChild : input.labels[0];
  const row = input.closest(".row")?.getAttribute("aria-label");
  const words = [...label.childNodes].filter((node) => node.className !== "soft").map((node) => node.textContent);
  return [...(row ? [row] : []), words.join("").trim()].join(", ");
}

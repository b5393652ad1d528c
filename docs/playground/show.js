// What the library says, put on the page. All of it is text, but for the picture, whose texts the library escapes.
import { element } from "./form.js";

const $ = (id) => document.getElementById(id);
const AWAY = 100; // ms
const painted = new CSSStyleSheet(); // the colours of the picture; a style of its own would be inline
document.adoptedStyleSheets = [painted];

export function say(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

// Say what a button did; if it did the same before, a screen reader reads it out again only if it was away.
export function done(status, text) {
  status.textContent = "";
  setTimeout(() => (status.textContent = text), AWAY);
}

function list(id, texts) {
  $(id).hidden = texts.length === 0;
  $(id).replaceChildren(...texts.map((text) => element("li", {}, ...[text].flat())));
}

export function showAnswer({ answer, reasons, plan, picture, gaps, decision_by: decision }) {
  $("down").hidden = false;
  const facts = [];
  if (answer.opens) facts.push(["On time", `${answer.opens} to ${answer.closes} (${answer.timezone})`]);
  if (answer.to.length) facts.push(["To", answer.to.map(({ name }) => name).join(", ")]);
  if (answer.changes_at) facts.push(["Look again", answer.changes_at]);
  $("window").hidden = facts.length === 0;
  $("window").replaceChildren(
    ...facts.flatMap(([name, text]) => [element("dt", { textContent: name }), element("dd", { textContent: text })]),
  );
  list("missing", answer.missing);
  $("sent").hidden = !answer.sent;
  $("facts").hidden = !facts.length && !answer.missing.length;
  list("reasons", reasons.map(({ rule, text }) => [`${text} `, element("span", { className: "rule", textContent: rule })]));
  list("plan", plan.map(({ text, when }) => [text, ...(when ? [element("span", { className: "soft when", textContent: `On time: ${when}` })] : [])]));
  list("gaps", gaps);
  $("gaps").parentElement.hidden = gaps.length === 0;
  $("plan").parentElement.hidden = plan.length === 0;
  $("decision").hidden = !decision;
  say("decision", `The answer is expected by ${decision}.`);
  showPicture(picture);
}

function showPicture(text) {
  const plain = text.replace(/<style>([^<]*)<\/style>/, (_, style) => {
    painted.replaceSync(style);
    return "";
  });
  const picture = new DOMParser().parseFromString(plain, "image/svg+xml").documentElement;
  $("picture").replaceChildren(document.importNode(picture, true));
}

// Show each draft in fields that can be edited. A field in which somebody types is left alone.
export function showDrafts({ drafts, signed }, { edits, edited, taken }) {
  const shown = new Map([...$("drafts").children].map((draft) => [draft.dataset.key, draft]));
  $("no-drafts").hidden = drafts.length > 0;
  say("no-drafts", signed ? "There is no message to write now." : "Add your name and e-mail address, and the messages appear here.");
  const wanted = drafts.map((draft) => {
    const key = JSON.stringify([draft.contact, draft.touch, draft.language]);
    const article = shown.get(key) ?? newDraft(draft, { edited, taken });
    article.dataset.key = key;
    update(article, draft, Object.hasOwn(edits, draft.contact));
    return article;
  });
  for (const [key, article] of shown) if (!wanted.some((each) => each.dataset.key === key)) article.remove();
  wanted.forEach((article, index) => {
    if ($("drafts").children[index] !== article) $("drafts").insertBefore(article, $("drafts").children[index] ?? null);
  });
}

let serial = 0;

function newDraft({ contact, touch, language }, { edited, taken }) {
  const id = `draft-${(serial += 1)}`;
  const article = element("div", { className: "draft", role: "group" }, element("h3", { id }), element("p", { className: "soft about" }));
  article.setAttribute("aria-labelledby", id);
  const subject = element("input", { id: `${id}-subject`, lang: language });
  const body = element("textarea", { id: `${id}-body`, lang: language });
  subject.dataset.draft = body.dataset.draft = contact;
  const buttons = element("div", { className: "buttons" });
  const status = element("p", { className: "said", role: "status" });
  const said = (text) => done(status, text);
  const button = (name, textContent, act) => {
    const made = element("button", { type: "button", className: name, textContent });
    made.addEventListener("click", act);
    buttons.append(made);
  };
  button("copy", "Copy the text", async () => {
    try {
      await navigator.clipboard.writeText(`${subject.value}\n\n${body.value}`);
      said("The message is copied.");
    } catch {
      said("This browser does not allow copying. Select the text instead.");
    }
  });
  button("eml", "Save as a draft (.eml)", () => taken(`eml:${contact}`, said, article.dataset.to));
  button("undo", "Undo my changes", () => {
    edited(contact, null);
    body.focus();
  });
  const link = element("a", { className: "mailto", textContent: "Open in my mail program" });
  buttons.append(link);
  article.append(
    element("div", { className: "field" }, element("label", { htmlFor: subject.id, textContent: "Subject" }), subject),
    element("div", { className: "field" }, element("label", { htmlFor: body.id, textContent: "Text" }), body),
    element("ul", { className: "findings" }),
    buttons,
    status,
  );
  for (const input of [subject, body]) {
    input.addEventListener("input", () => edited(contact, { touch, language, subject: subject.value, body: body.value }));
  }
  body.addEventListener("focus", () => {
    if ("unread" in body.dataset) body.setSelectionRange(0, 0); // a screen reader begins where the caret is
    delete body.dataset.unread;
  });
  return article;
}

function update(article, draft, isEdited) {
  const part = (selector) => article.querySelector(selector);
  article.dataset.to = draft.to;
  part("h3").textContent = `To ${draft.to}`;
  part(".about").textContent = [draft.email, draft.is_reply ? "a reply in the same thread" : ""].filter(Boolean).join(", ");
  const [subject, body] = article.querySelectorAll("[data-draft]");
  for (const [input, text] of [[subject, draft.subject], [body, draft.body]]) {
    const isTyped = isEdited && document.activeElement === input;
    if (!isTyped && input.value !== text) {
      input.value = text;
      input.dataset.unread = "";
    }
  }
  body.rows = Math.min(24, draft.body.split("\n").reduce((rows, line) => rows + 1 + Math.floor(line.length / 60), 1));
  const findings = draft.findings.map(({ severity, part: where, line, text }, index) => {
    const { id } = where === "body" ? body : subject;
    const place = where === "body" ? `line ${line}` : "subject";
    return element("li", { id: `${id}-finding-${index}`, className: severity }, element("strong", { textContent: `${severity}, ${place}: ` }), text);
  });
  for (const input of [subject, body]) {
    const ids = findings.map(({ id }) => id).filter((id) => id.startsWith(`${input.id}-finding`));
    if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
    else input.removeAttribute("aria-describedby");
  }
  part(".findings").replaceChildren(...findings);
  part(".findings").hidden = findings.length === 0;
  part(".undo").hidden = !draft.edited;
  part(".eml").hidden = !draft.has_file;
  part(".mailto").hidden = draft.link === null;
  if (draft.link?.startsWith("mailto:")) part(".mailto").href = draft.link;
}

// Countries and time zones, as the browser knows them: what one can choose from, and the code of a country's name.

const MORE_NAMES = {
  CZ: ["Czech Republic"],
  GB: ["UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"],
  HK: ["Hong Kong"],
  MO: ["Macau", "Macao"],
  NL: ["Holland"],
  TR: ["Turkey"],
  US: ["USA", "United States of America"],
};

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const english = namesIn("en");
const own = namesIn(...navigator.languages);
const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => english.of(code));
const codeOf = new Map(codes.flatMap((code) => namesOf(code).map((name) => [folded(name), code])));

function namesIn(...languages) {
  return new Intl.DisplayNames(languages, { type: "region", fallback: "none" });
}

function namesOf(code) {
  return [english.of(code), own.of(code), ...(MORE_NAMES[code] ?? [])].filter(Boolean);
}

function folded(name) {
  return name.normalize("NFD").replace(/[^\p{L}]/gu, "").toLowerCase();
}

// Return the code of a country that is named in full, in English or in the language of the browser.
export function countryNamed(name) {
  return codeOf.get(folded(name)) ?? null;
}

// Return what to say about a country that the library does not know.
export function countryHint(text) {
  const start = folded(text);
  const found = new Set([...codeOf].filter(([name]) => start.length > 2 && name.startsWith(start)).map(([, code]) => code));
  const code = countryNamed(text) ?? (found.size === 1 ? [...found][0] : null);
  if (code) return `Did you mean ${code} (${english.of(code)})?`;
  return text.length > 2 ? "You can also type its whole name in English." : "";
}

function options(id, pairs) {
  const made = pairs.map(([value, label]) => Object.assign(document.createElement("option"), { value, label: label ?? "" }));
  document.getElementById(id).replaceChildren(...made);
}

export function fillLists() {
  options("zones", Intl.supportedValuesOf("timeZone").map((zone) => [zone]));
  options("countries", codes.map((code) => [code, english.of(code)]));
}

// Return the code of a region that is named in full; the text as it is for any other.
export function regionNamed(text) {
  const known = [...document.getElementById("regions").options];
  const name = folded(text);
  const found =
    known.find(({ value }) => value.toLowerCase() === text.toLowerCase()) ??
    known.find(({ label }) => name && label.split(", ").some((each) => folded(each) === name));
  return found?.value ?? text;
}

export function fillRegions(pairs) {
  options("regions", pairs);
}

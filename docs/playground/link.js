// A case as the end of a link, after the #: compact JSON, deflated, in base64url.

const KEY = "#case=";
const LONGEST_LINK = 60_000; // characters
const LONGEST_CASE = 400_000; // bytes, once it is inflated
const TOO_LONG = "It is too long.";

export async function toHash(form) {
  const packed = new Uint8Array(await new Response(through(JSON.stringify(form), new CompressionStream("deflate-raw"))).arrayBuffer());
  let letters = "";
  for (const byte of packed) letters += String.fromCharCode(byte);
  return KEY + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Return the case of a link; null where the link has none. It is an error if there is one that cannot be read.
export async function fromHash(hash) {
  if (!hash.startsWith(KEY)) return null;
  if (hash.length > LONGEST_LINK) throw new Error(TOO_LONG);
  let form;
  try {
    form = JSON.parse(await inflated(hash.slice(KEY.length)));
  } catch (error) {
    throw error.message === TOO_LONG ? error : new Error("It is damaged, or a part of it is missing.");
  }
  if (form === null || typeof form !== "object" || Array.isArray(form)) throw new Error("There is no case in it.");
  return form;
}

async function inflated(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const chunks = [];
  let length = 0;
  for await (const chunk of chunksOf(through(packed, new DecompressionStream("deflate-raw")))) {
    length += chunk.length;
    if (length > LONGEST_CASE) throw new Error(TOO_LONG);
    chunks.push(chunk);
  }
  return new Blob(chunks).text();
}

function through(what, stream) {
  return new Blob([what]).stream().pipeThrough(stream);
}

async function* chunksOf(stream) {
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

// Python, in a worker of its own, so that the page never waits for it.
import { loadPyodide } from "./python/pyodide.mjs";

const here = new URL(".", import.meta.url).href;

async function started() {
  const [python, site, bridge] = await Promise.all([
    loadPyodide({ indexURL: `${here}python/` }),
    fetched("python/site.zip", "arrayBuffer"),
    fetched("bridge.py", "text"),
  ]);
  python.unpackArchive(site, "zip", { extractDir: "/site" });
  python.FS.writeFile("/site/bridge.py", bridge);
  python.runPython("import sys; sys.path.insert(0, '/site'); sys.dont_write_bytecode = True");
  return python.pyimport("bridge");
}

async function fetched(name, as) {
  const found = await fetch(here + name);
  if (!found.ok) throw new Error(`${name} is missing (${found.status})`);
  return found[as]();
}

const starting = started();
starting.then(
  () => postMessage({ is: "ready" }),
  (error) => postMessage({ is: "broken", text: String(error.message ?? error) }),
);

onmessage = async ({ data: { id, call, given } }) => {
  const bridge = await starting;
  try {
    const result = bridge[call](...given);
    postMessage({ is: "answer", id, result: result?.toJs ? result.toJs() : result });
  } catch (error) {
    postMessage({ is: "answer", id, error: String(error.message ?? error) });
  }
};

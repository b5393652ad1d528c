// Run a Python program in Pyodide, under Node, with packages and a folder of this machine:
//
//     node webassembly.mjs SITE ROOM tests/answers.py text
//     node webassembly.mjs SITE ROOM -m pytest -q
//
// SITE holds installed packages. ROOM becomes the current folder, and what the program writes there stays. Exits with
// the program's own code. The package pyodide must be installed beside this file, or above it.
import { loadPyodide } from "pyodide";

const [site, room, ...program] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.mountNodeFS("/site", site);
pyodide.mountNodeFS("/room", room);
pyodide.globals.set("PROGRAM", pyodide.toPy(program));
try {
  process.exitCode = pyodide.runPython(`
import os, runpy, sys
os.chdir("/room")
sys.path[:0] = ["/site", "/room/tests"]
sys.dont_write_bytecode = True
sys.argv = PROGRAM[1:] if PROGRAM[0] == "-m" else PROGRAM
code = 0
try:
    if PROGRAM[0] == "-m":
        runpy.run_module(PROGRAM[1], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(PROGRAM[0], run_name="__main__")
except SystemExit as end:
    code = end.code
    if isinstance(code, str):
        print(code, file=sys.stderr)
sys.stdout.flush()
int(code or 0) if not isinstance(code, str) else 1
`);
} catch (error) {
  console.error(error.message); // and not the whole of Pyodide's source, which Node prints for an error without a handler
  process.exitCode = 1;
}

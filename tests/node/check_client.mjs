// Read an OpenAPI description and programs that use its types, as JSON in base64, from each line of standard input; write
// the types that a generator makes of it, and what the compiler says of each program under "strict".
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import openapi, { astToString } from "openapi-typescript";
import ts from "typescript";

const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022 };

for await (const line of createInterface({ input: process.stdin })) {
  const { description, programs } = JSON.parse(Buffer.from(line, "base64").toString("utf8"));
  const types = astToString(await openapi(description, { defaultNonNullable: false }));
  const room = mkdtempSync(join(tmpdir(), "followup-rules-client-"));
  writeFileSync(join(room, "service.ts"), types);
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(room, name), text);
  const made = ts.createProgram(Object.keys(programs).map((name) => join(room, name)), options);
  const problems = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (const each of ts.getPreEmitDiagnostics(made)) {
    problems[basename(each.file.fileName)].push(ts.flattenDiagnosticMessageText(each.messageText, "\n"));
  }
  rmSync(room, { recursive: true });
  process.stdout.write(JSON.stringify({ types, problems }) + "\n");
}

// Read schemas and a program that uses their types, as JSON in base64, from each line of standard input; write the types
// that a generator makes of them, and what the compiler says of the program under "strict", as a line of JSON.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compile } from "json-schema-to-typescript";
import ts from "typescript";

const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022 };

for await (const line of createInterface({ input: process.stdin })) {
  const { schemas, program } = JSON.parse(Buffer.from(line, "base64").toString("utf8"));
  const room = mkdtempSync(join(tmpdir(), "followup-rules-types-"));
  const types = {};
  for (const [name, schema] of Object.entries(schemas)) {
    types[name] = await compile(schema, name, { bannerComment: "" });
    writeFileSync(join(room, `${name}.ts`), types[name]);
  }
  writeFileSync(join(room, "program.ts"), program);
  const made = ts.createProgram([join(room, "program.ts")], options);
  const problems = ts.getPreEmitDiagnostics(made).map((each) => ts.flattenDiagnosticMessageText(each.messageText, "\n"));
  rmSync(room, { recursive: true });
  process.stdout.write(JSON.stringify({ types, problems }) + "\n");
}

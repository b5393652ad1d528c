// Read one message in base64 from each line of standard input, with two parsers; write what each saw as a line of JSON.
import { createInterface } from "node:readline";
import mailparser from "mailparser";
import PostalMime from "postal-mime";

const one = (address) => (address ? [address.name ?? "", address.address ?? ""] : null);
const ids = (value) => (value ? [value].flat().join(" ").split(/\s+/) : []);

for await (const line of createInterface({ input: process.stdin })) {
  const raw = Buffer.from(line, "base64");
  const postal = await PostalMime.parse(raw);
  const other = await mailparser.simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true });
  const seen = [
    {
      from: [one(postal.from)],
      to: (postal.to ?? []).map(one),
      cc: (postal.cc ?? []).length + (postal.bcc ?? []).length,
      subject: postal.subject,
      text: postal.text,
      inReplyTo: ids(postal.inReplyTo),
      references: ids(postal.references),
      headers: postal.headers.map((header) => header.key).sort(),
    },
    {
      from: other.from.value.map(one),
      to: other.to.value.map(one),
      cc: (other.cc?.value.length ?? 0) + (other.bcc?.value.length ?? 0),
      subject: other.subject,
      text: other.text,
      inReplyTo: ids(other.inReplyTo),
      references: ids(other.references),
      headers: other.headerLines.map((header) => header.key).sort(),
    },
  ];
  process.stdout.write(JSON.stringify(seen) + "\n");
}

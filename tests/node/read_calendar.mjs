// Read one calendar in base64 from each line of standard input, with two parsers; write what each saw as a line of JSON.
import { createInterface } from "node:readline";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

for await (const line of createInterface({ input: process.stdin })) {
  const text = Buffer.from(line, "base64").toString("utf8");
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    status: event.getFirstPropertyValue("status"),
    summary: event.getFirstPropertyValue("summary"),
    description: event.getFirstPropertyValue("description"),
    start: event.getFirstPropertyValue("dtstart").toJSDate().toISOString(),
    end: event.getFirstPropertyValue("dtend").toJSDate().toISOString(),
    stamp: event.getFirstPropertyValue("dtstamp").toJSDate().toISOString(),
    sequence: event.getFirstPropertyValue("sequence"),
    transparency: event.getFirstPropertyValue("transp"),
    alarms: event.getAllSubcomponents("valarm").length,
    others: event.getAllProperties("attendee").length + event.getAllProperties("organizer").length,
  }));
  const other = Object.values(nodeIcal.sync.parseICS(text))
    .filter((component) => component.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      status: event.status,
      summary: event.summary?.val ?? event.summary,
      description: event.description?.val ?? event.description,
      start: event.start.toISOString(),
      end: event.end.toISOString(),
      stamp: event.dtstamp.toISOString(),
      sequence: Number(event.sequence),
      transparency: event.transparency,
      alarms: (event.alarms ?? []).length,
      others: (event.attendee ? 1 : 0) + (event.organizer ? 1 : 0),
    }));
  process.stdout.write(JSON.stringify([events, other]) + "\n");
}

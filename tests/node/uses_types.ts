// Narrows answers and events by their kind. Each switch names every kind: a new one is an error of the compiler.
import type { Action, Recipient } from "./Action";
import type { Case, Event } from "./Case";
import type { BusinessDays, Policy } from "./Policy";

const unheard = (value: never): never => {
  throw new Error(JSON.stringify(value));
};
const names = (to: Recipient[]): string => to.map((each) => each.name).join(" and ");

export function answer(action: Action): string {
  switch (action.kind) {
    case "send":
      return `${action.touch} to ${names(action.to)} by ${action.window.closes}, ${action.status}`;
    case "wait-until":
      return `${action.touch} to ${names(action.to)} at ${action.send_at}`;
    case "respond":
      return `${action.asks_for} to ${names(action.to)} by ${action.answer_by ?? action.window.closes}`;
    case "blocked":
      return action.missing.map((gap) => gap.text).join(" ");
    case "done":
      return (action.reasons ?? []).map((reason) => reason.text).join(" ");
    default:
      return unheard(action);
  }
}

export function told(event: Event): string | null {
  switch (event.kind) {
    case "thank-you-sent":
    case "escalation-sent":
    case "update-thanks-sent":
    case "feedback-request-sent":
    case "message-sent":
      return event.to[0];
    case "follow-up-sent":
      return (event.folds ?? []).join(" and ");
    case "reply-received":
    case "reopened":
      return event.asks_for ?? event.decision_by ?? null;
    case "rejection-received":
    case "offer-received":
    case "next-round-scheduled":
      return event.sender ?? null;
    case "touch-skipped":
      return event.touch;
    case "snoozed":
      return event.until;
    case "out-of-office-received":
      return event.returns_on ?? null;
    case "bounced":
      return event.email;
    case "interview-not-held":
    case "withdrawn":
      return event.at;
    default:
      return unheard(event);
  }
}

export const stored: Case = {
  interview: {
    id: "acme-1",
    company: "Acme",
    position: "Data Engineer",
    ended_at: "2026-06-03T15:00:00+09:00",
    timezone: "Asia/Tokyo",
    country: "JP",
    contacts: [{ id: "hr", roles: ["recruiter"], email: "sato@example.com" }],
  },
  events: [{ kind: "reply-received", at: "2026-06-05T10:00:00+09:00", sender: "hr" }],
};

const wait: BusinessDays = { minimum: 4, maximum: 6, unit: "business-days" };
export const policy: Policy = { first_follow_up: wait, never: ["escalation"] };

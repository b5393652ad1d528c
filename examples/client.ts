// A client of service.py. Its types are generated from the description of the service:
//
//   uvicorn --app-dir examples service:app
//   npx openapi-typescript@7.13.0 --default-non-nullable=false http://127.0.0.1:8000/openapi.json -o examples/service.ts
import type { components } from "./service";

type Schemas = components["schemas"];

export async function ask(server: string, question: Schemas["Question"]): Promise<Schemas["Action"]> {
  const response = await fetch(`${server}/next-action`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  });
  if (response.status === 422) {
    const refused: Schemas["HTTPValidationError"] = await response.json();
    throw new Error(refused.detail?.map((each) => `${each.loc.join(".")}: ${each.msg}`).join("\n"));
  }
  return response.json();
}

// The compiler knows each kind of answer by its `kind`, and names one that is forgotten here.
export function told(action: Schemas["Action"]): string {
  switch (action.kind) {
    case "send":
      return `Send the ${action.touch} to ${names(action.to)} by ${action.window.closes}`;
    case "wait-until":
      return `Wait until ${action.send_at}`;
    case "respond":
      return `Answer ${names(action.to)}: ${action.asks_for}`;
    case "blocked":
      return action.missing.map((gap) => gap.text).join(" ");
    case "done":
      return "Nothing is due.";
  }
}

const names = (to: Schemas["Recipient"][]): string => to.map((each) => each.name).join(" and ");

export const question: Schemas["Question"] = {
  case: {
    interview: {
      id: "acme-1",
      company: "Acme",
      position: "Data Engineer",
      ended_at: "2026-06-03T15:00:00+09:00",
      timezone: "Asia/Tokyo",
      country: "JP",
      contacts: [{ id: "hr", roles: ["recruiter"], name: "Hanako Sato", email: "sato@example.com" }],
    },
    events: [{ kind: "thank-you-sent", at: "2026-06-04T16:10:00+09:00", to: ["hr"] }],
  },
};

"""Hostile words: what a stranger would put into a field, and what a field could hold but rarely does."""

from __future__ import annotations

from typing import Any

# What a stranger would put into a field to get out of it again: into a header, a link, a template, a page, a picture,
# a calendar, a terminal. Most of it is text that a company or a person could have.
PAYLOADS = [
    *("a\r\nBcc: evil@x.com", "a\nBcc: evil@x.com", "=?utf-8?q?a=0ABcc:_evil@x.com?=", "=?utf-8?b?YQ==?= ?= =?"),
    *("a, b <evil@x.com>", 'a" <evil@x.com>, "b', "a\\", "(evil@x.com)", "a;b:c@x.com;", "&bcc=evil@x.com", "%0ABcc:"),
    *(
        "$company",
        "${candidate_email}",
        "$$",
        "$",
        "{0}",
        "{0.__class__}",
        "{brief}",
        "%s%n",
        "%(x)s",
        "[topic]",
        "{{7*7}}",
    ),
    *(
        "<script>alert(1)</script>",
        "</text><script/>",
        "</desc>",
        "]]>",
        "<!--",
        "-->",
        "<!ENTITY x 'y'>",
        "&#60;b&#62;",
    ),
    *("&lt;b&gt;", "' onload='x", '" onload="x', "javascript:alert(1)", "</style>", "</li></ol>", "</article>"),
    *("BEGIN:VEVENT", "a\\nATTENDEE:mailto:evil@x.com", "a;b,c\\", "\\n\\N\\;", "END:VCALENDAR", "a:b;c=d"),
    *(
        "\x1b]0;x\x07",
        "\x1b[31m",
        "\x07",
        "a\x00b",
        "a\u2028b",
        "a\u202eb",
        "\u2066a\u2069",
        "a\x85b",
        "a\ud800b",
        "\ufffe",
    ),
    *(
        "دانا",
        "דנה לוי",
        "佐藤 花子",
        "Åström, Björn",
        "e\u0301" * 40,
        "👨‍👩‍👧‍👦",
        "ﷺ",
        "İstanbul",
        "ß",
        "x" * 2000,
        "x" * 2001,
    ),
    *(
        "",
        " ",
        "\u200b",
        "\u3164",
        "0",
        "None",
        "null",
        "../../etc/passwd",
        "C:\\con",
        "a/b",
        "a" * 200 + " " * 200 + "b",
    ),
]
INSTANTS = [
    *("2100-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00+14:00", "2101-01-01T00:00:00Z"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-23:59", "2026-06-05T24:00:00Z", "20260605T120000Z"),
    *("2026-W23-5T12:00Z", "2026-06-05T12:00:00", "2026-10-25T02:30:00+01:00", "2024-02-29T12:00:00Z", "2026-06-05"),
    *(
        "2026-06-05T12:00:00+00:00:01",
        "2026-06-05T12:00:00.123456789Z",
        "٢٠٢٦-٠٦-٠٥T12:00:00Z",
        "12:00",
        1780000000,
        1e12,
    ),
]
DAYS = ["2100-12-31", "1970-01-01", "2101-01-01", "1969-12-31", "2026-02-30", "2028-02-29", "0001-01-01", "9999-12-31"]
DAYS += ["2026-06-05T00:00:00", "20260605", "2026-W23-5", "5 June 2026", "2026-06-05Z", "٢٠٢٦-٠٦-٠٥"]
ADDRESSES = ["a@x.com", "A@X.com", '"a b"@x.com', "a@例え。jp", "sāto@x.com", "no-reply@x.com", "a@b@c", "<a@x.com>"]
ADDRESSES += [
    "Jane <j@x.com>",
    "a@x.com\nBcc: b@x.com",
    "a,b@x.com",
    "=?a?=@x.com",
    f"{'a' * 64}@x.com",
    f"a@{'b.' * 130}c",
]
IDS = [
    "<a@x.com>",
    "a@x.com",
    "<=?utf-8?q?a?=@x.com>",
    "<a b@x.com>",
    f"<{'a' * 978}>",
    f"<{'a' * 979}>",
    "<>",
    "<a>\n",
]
PLACES = [
    *(
        ("Asia/Tokyo", "JP", None),
        ("America/New_York", "US", "NY"),
        ("Europe/Berlin", "DE", "BE"),
        ("Asia/Dubai", "AE", None),
    ),
    *(
        ("Asia/Kolkata", "IN", "MH"),
        ("Pacific/Apia", "WS", None),
        ("Australia/Lord_Howe", "AU", "NSW"),
        ("UTC", "GB", "ENG"),
    ),
    *(
        ("Asia/Shanghai", "CN", None),
        ("Africa/Cairo", "EG", None),
        ("Asia/Kathmandu", "NP", None),
        ("America/Sao_Paulo", "BR", "SP"),
    ),
]
ZONES = [
    "Antarctica/Troll",
    "Etc/GMT+12",
    "Africa/Monrovia",
    "Pacific/Kiritimati",
    "asia/tokyo",
    "../UTC",
    "UTC\x00",
    "EST5EDT",
]
LANGUAGES = [
    None,
    None,
    "en",
    "en-GB",
    "de",
    "es",
    "fr",
    "ja",
    "ko",
    "pt-BR",
    "zh-CN",
    "zh-TW",
    "mi",
    "x",
    "en_US",
    "e" * 40,
]
ROLES = ["recruiter", "hiring-manager", "interviewer", "agency", "employee", "no-reply"]
TOUCHES = ["thank-you", "follow-up-1", "follow-up-2", "escalation", "update-thanks", "feedback-request"]
SENT = [
    "thank-you-sent",
    "follow-up-sent",
    "escalation-sent",
    "update-thanks-sent",
    "feedback-request-sent",
    "message-sent",
]
NEWS = ["reply-received", "reopened", "rejection-received", "offer-received", "next-round-scheduled"]
ALONE = ["interview-not-held", "withdrawn", "touch-skipped", "snoozed", "out-of-office-received", "bounced"]
ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    7,
    2**31,
    2**63,
    10**400,
    1.5,
    -0.0,
    1e308,
    "",
    "x",
    [],
    {},
    [[]],
    [None],
    {"": 0},
]
ODD += [["hr", "hr"], {"0": ["09:00", "17:00"]}, "hr", "thank-you", "send", "done", "\ud800", ["x"] * 1000]
TOKENS = [
    b"",
    b'"',
    b"{}",
    b"[]",
    b"null",
    b"true",
    b"1e999",
    b"NaN",
    b"-",
    b"\\u0000",
    b"\\ud800",
    b"\\",
    b",",
    b":",
    b"0" * 50,
]
TOKENS += [
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\x00",
    b"\xef\xbb\xbf",
    b"[" * 300,
    b'{"a":' * 300,
    b"\n",
    b"  ",
    b'"kind":"done",',
]

TEXT_KEYS = {
    "company",
    "position",
    "name",
    "learned",
    "why_it_matters",
    "given_name",
    "family_name",
    "honorific",
    "job_title",
}
TEXT_KEYS |= {"department", "phone", "subject", "asks_for", "id", "body", "text", "code", "summary", "words", "memory"}
OTHERS: dict[str, list[Any]] = {  # by the key under which they are found
    **dict.fromkeys(
        ("at", "ended_at", "send_at", "changes_at", "lapses_at", "opens", "closes", "opens_at", "until"), INSTANTS
    ),
    **dict.fromkeys(("decision_by", "enquire_on", "answer_by", "returns_on", "day", "asked_on", "since"), DAYS),
    **dict.fromkeys(("email", "candidate_email"), ADDRESSES),
    "message_id": IDS,
    "timezone": ZONES,
    "language": LANGUAGES,
    "country": ["US", "JP", "jp", "XX", "GB", "SA", "LK", "", "USA", None],
    "subdivision": [None, "NY", "SP", "", "?", "x" * 99],
    "roles": [[], ["recruiter"], ["interviewer", "recruiter"], ROLES, ["boss"], "recruiter"],
    "kind": [*SENT, *NEWS, *ALONE, "send", "wait-until", "respond", "blocked", "done", "x", None, 5],
    "touch": [*TOUCHES, None, "x"],
    "stage": [
        "interviewed",
        "thanked",
        "followed-up-1",
        "followed-up-2",
        "answered",
        "rejected",
        "withdrawn",
        "not-held",
        "x",
    ],
}

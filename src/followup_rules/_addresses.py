"""What an e-mail address is: checked, compared, and told from those that nobody reads."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, combining, normalize

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

_LONGEST = 254  # characters of an address (RFC 5321, 4.5.3.1.3, with errata 1690)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
# Less than email_validator accepts, and nothing that it refuses. No "--", so no punycode, which has rules of its own.
_PLAIN = re.compile(
    rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@"
    r"(?:(?=[^.]{1,63}\.)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+"
    r"(?!(?i:arpa|invalid|local|localhost|onion|test)\Z)[A-Za-z]{2,63}"
)
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, formats (bidi, zero width), half characters, line ends
_ENCODED_WORD = re.compile(r"=\?.*\?=")

# By language. A hyphen is a place where a separator may stand. Parts of an address, so in Latin letters too.
NO_REPLY_WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        *("no-reply", "no-replies", "do-not-reply", "dont-reply", "don't-reply", "never-reply", "do-not-respond"),
        *("no-response", "no-answer", "send-only", "not-monitored", "unmonitored", "mailer-daemon"),
    ),
    "de": ("nicht-antwort", "nicht-beantworten", "keine-antwort", "keine-rückantwort", "keine-rueckantwort"),
    "fr": ("ne-pas-repondre", "ne-pas-repondez", "ne-repondez-pas", "pas-de-reponse", "sans-reponse"),
    "es": ("no-responder", "no-responda", "no-contestar", "no-conteste", "sin-respuesta", "no-respuesta"),
    "pt": ("nao-responder", "nao-responda", "nao-resposta", "sem-resposta"),
    "ja": (
        *("返信不可", "返信不要", "返信禁止", "送信専用", "配信専用"),
        *("henshin-fuka", "hensin-fuka", "henshin-fuyo", "hensin-fuyo"),
        *("soshin-senyo", "soushin-senyo", "sosin-senyo", "sousin-senyo", "haishin-senyo", "haisin-senyo"),
    ),
    # never "wuhuifu" alone, which is somebody's name
    "zh": (
        *("勿回复", "勿回覆", "勿回復", "不要回复", "不要回覆", "无需回复", "無需回覆"),
        *("qing-wu-hui-fu", "bu-yao-hui-fu", "wu-xu-hui-fu"),
    ),
    "ko": (
        *("회신불가", "회신금지", "답장불가", "수신불가", "발신전용"),
        *("hoesin-bulga", "hoesin-geumji", "balsin-jeonyong", "balsin-jeonyoung"),
    ),
}


def checked_address(text: str) -> str:
    """Return an e-mail address as it was given, without blanks around it; ``ValueError`` for anything else.

    >>> checked_address(" Jane@bücher.example ")
    'Jane@bücher.example'
    """
    if len(text) <= _LONGEST and "=?" not in text and _PLAIN.fullmatch(text):
        return text
    address = text.strip()
    if not address:
        msg = "must not be empty; an optional field may be omitted"
        raise ValueError(msg)
    if len(address) > _LONGEST:
        msg = f"must have at most {_LONGEST} characters, got {len(address)} in {address[:40]!r}…"
        raise ValueError(msg)
    for position, character in enumerate(text):
        if category(character) in _INVISIBLE:
            msg = (
                f"must be an e-mail address without invisible characters, got {text[:_LONGEST]!r}; "
                f"remove U+{ord(character):04X} at position {position}"
            )
            raise ValueError(msg)
    try:
        read = _read(address)
    except ValueError as error:
        msg = f"must be an e-mail address such as 'jane@example.com', got {address!r}: {error}"
        raise ValueError(msg) from None
    # twice, since a quoted local part may hide an encoded word behind backslashes
    if _ENCODED_WORD.search(address) or _ENCODED_WORD.search(read.normalized):
        msg = f"must be a readable e-mail address, got {address!r}; decode it first"
        raise ValueError(msg)
    return address


@lru_cache(maxsize=1024)
def mailbox(address: str) -> str:
    """Return the form in which checked addresses are compared (G41): two of one mailbox are equal.

    Upper and lower case are the same, and so are the two spellings of a domain that is not ASCII, and needless quotes.

    >>> mailbox("Jane@Bücher.Example")
    'jane@xn--bcher-kva.example'
    """
    if _is_bare_ascii(address):
        return address.lower()
    read = _read(address)
    return f"{normalize('NFC', read.local_part.lower())}@{read.ascii_domain}"


def ascii_address(address: str) -> str | None:
    """Return a checked address as a mail header holds it; ``None`` if its local part is not ASCII.

    >>> ascii_address("Jane@bücher.example")
    'Jane@xn--bcher-kva.example'
    """
    return address if _is_bare_ascii(address) else _read(address).ascii_email


@lru_cache(maxsize=1024)
def is_no_reply(address: str) -> bool:
    """Tell whether an address says in one of our languages that nobody reads its mail (G19). Its domain says nothing.

    >>> is_no_reply("hrnoreply2@example.com"), is_no_reply("nora.reply@example.com")
    (True, False)
    """
    local = _folded(address.rpartition("@")[0])
    bare = local.translate(_SEPARATORS)
    if not re.search(_ANY_NO_REPLY, bare):
        return False
    return any(bare_word in bare and _word_pattern(word).search(local) for bare_word, word in _NO_REPLY.items())


def _is_bare_ascii(address: str) -> bool:
    return address.isascii() and not address.startswith('"')


@lru_cache(maxsize=1024)
def _read(address: str) -> ValidatedEmail:
    import email_validator  # noqa: PLC0415 - tens of milliseconds, so only for the first address that is not plain

    return email_validator.validate_email(address, check_deliverability=False, allow_quoted_local=True)


def _folded(text: str) -> str:
    """Return a text in lower case and without accents, full-width letters as plain ones."""
    if text.isascii():
        return text.lower()
    return "".join([character for character in normalize("NFKD", text).lower() if not combining(character)])


@cache
def _word_pattern(word: str) -> re.Pattern[str]:
    """Return a pattern of a word: in one piece anywhere ("hrnoreply"), with separators only where no letter precedes.

    So "bruno-reply" is somebody's address.
    """
    parts = [re.escape(part) for part in _folded(word).split("-")]
    return re.compile(rf"{''.join(parts)}|(?<![^\W\d_]){'[-_.+ ]{0,3}'.join(parts)}")


_SEPARATORS = str.maketrans("", "", "-_.+ ")
# The words by their form in one piece, which is quick to look for.
_NO_REPLY = {_folded(word).translate(_SEPARATORS): word for words in NO_REPLY_WORDS.values() for word in words}
_ANY_NO_REPLY = "|".join(map(re.escape, _NO_REPLY))  # compiled when it is first needed

"""Strings that do harm where an output takes them for more than text."""

from __future__ import annotations

import json
from pathlib import Path

NAUGHTY = Path(__file__).parents[3] / "shared/data/strings/blns.json"
"""The "big list of naughty strings", where it is at hand."""

OWN = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x1b]8;;https://example.org\x1b\\link",
    "\x9b31m C1", "\x07bell", "back\x08space", "null\0inside", "\0", "form\x0cfeed", "next\x85line", "line\u2028end",
    "\u202eright to left", "\u2066isolate\u2069", "zero\u200bwidth", "\ufeffmark", "soft\u00adhyphen", "tag\U000e0041",
    "[bold red]markup[/]", "[/]", "[link=https://example.org]x[/link]", "[/bold", ":smiley:",
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1",
    "＠x",
    "'=1+1", "''=1+1", "'quoted'", "'", "\"=1+1\"", " =1+1", "-", "=",
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--", "-->", "]]>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "javascript:alert(1)", "&lt;b&gt;", "&#60;b&#62;",
    "{{7*7}}",
    "{% include 'x' %}", "${7*7}", "<svg/onload=alert(1)>", "\u003cb\u003e", "</title><b>", "</style><b>",
    "a,b", "a;b", "a\"b", "a\nb", "a\r\nb", "a\rb", "a|b", "a → b", "#heading", "../../etc/passwd", "C:\\con", "%s%n%x",
    "' OR 1=1 --", "\"; DROP TABLE person; --", "100%_", "_", "\\", "\\u0000", "p0123456789abcdef", "@owner", "me",
    "x" * 10_000, "w " * 5_000, "a" + "\u0301" * 5_000, "\U0001f469\u200d\U0001f469\u200d\U0001f467", "क्\u200dष",
    "Zoë\u0308", "𝓐𝓭𝓪", "ﷺ", "ＡＤＡ", "Аdа", "null", "None", "NaN", "undefined", "true", "0", "1e309", "-0",
)  # fmt: skip


def hostile() -> list[str]:
    """Every such string once."""
    naughty = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else []
    return list(dict.fromkeys((*OWN, *naughty)))

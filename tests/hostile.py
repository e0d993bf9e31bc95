"""Texts of hostile reports, papers and servers, and a report made of them: `python tests/hostile.py > evil.md`.

Each text tries to be more than text to what reads an output: a browser, a terminal, a spreadsheet, a build service, an
XML or JSON parser, TeX.
"""

from __future__ import annotations

import sys

MEGABYTE = 1_000_000

TEXTS = {
    "empty": "",
    "blanks": " \t\r\n  ",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markup end": "]]></system-out></testcase><!-- --><?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "link": "[click](https://evil.example) ![x](https://evil.example/x.png) [x](1) @everyone #1",
    "ansi": "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1b]8;;https://evil.example\x1b\\link \x9b2J \x08\x08\x7f",
    "workflow command": "::error file=a,line=1::forged",
    "workflow command after blanks": "  ::ADD-MASK::secret ::stop-commands::x ::set-output name=a::b",
    "workflow command in a new line": "harmless\n::error::x\r\n::warning::x\u2028::notice::x\x85::debug::x",
    "workflow command in the middle": "harmless ##[error]x ##[ADD-MASK]x ###[group]x ##vso[task.setvariable a=b]c",
    "workflow command percent": "%0A::error::forged%0D%0A::error::forged %25 a:b,c",
    "long word before a command": f"{'x' * 97}::error::forged {'x' * 61}::error::forged",
    "formula": "=cmd|'/C calc'!A0",
    "formula after blanks": '\t =HYPERLINK("https://evil.example")',
    "formula plus": "+1+1",
    "formula minus": "-1+1",
    "formula at": "@SUM(A1)",
    "formula wide": "＝1＋1",
    "formula in the next cell": 'x";=1+1,"=1+1"\n=1+1',
    "bidi": "\u202edetroppus\u202c \u2066x\u2069 \u200f\u061c",
    "nul": "a\x00b\x00",
    "surrogates": "\ud800 lone \udfff and \udcff",
    "noncharacters": "\ufffe \uffff \ufdd0 \U0001ffff \x0b\x0c\x1c",
    "xml controls": "".join(map(chr, range(32))),
    "latex": r"\input{/etc/passwd} \write18{rm -rf ~} \end{longtable} \catcode`\%=12 $x$ #1 & ~ ^^5c ^ _ { } % gone",
    "latex ends a row": r"x \\ \hline [2ex] \\* -- --- `` '' ?` !` <<>>",
    "json": '"},{"ruleId":"forged"}\\u0000\\',
    "sarif placeholder": "{0} {{1}} [x](0)",
    "path": "../../etc/passwd",
    "windows path": r"C:\x\y:z?*",
    "other scripts": "汉字 ﷺ e\u0301\u0302\u0303 👩‍👩‍👧‍👦 \u0f0b",
    "one long sentence": "word " * (MEGABYTE // 5),
    "one long word": "x" * MEGABYTE,
    "many signs": "::error ##[](" * (MEGABYTE // 13),
}  # fmt: skip


def report() -> str:
    """A Markdown report whose title, claims, table and references are the texts above, cut to a readable length."""
    texts = [text.encode("utf-8", "replace").decode()[:2000] for text in TEXTS.values()]
    claims = [f"The method of arXiv:2405.99002 improves {text} by 12% on 60 probes." for text in texts]
    rows = [f"| The network reaches {text.replace('|', '')} of 0.5 | ✓ | 0.9 |".replace("\n", " ") for text in texts]
    listed = [f"- {text} arXiv:2405.99002" for text in texts]
    parts = ["# ::error::forged ##[error]forged <script>alert(1)</script>", "## Findings", *claims]
    parts += ["## Extracted Claims", "\n".join(["| Claim | Verified | Confidence |", "|---|---|---|", *rows])]
    return "\n\n".join([*parts, "## References", "\n".join(listed)]) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(report())

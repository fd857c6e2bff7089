"""The style of the page of findings, which also is what filters it."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --error: #b3261e; --warning: #8a5a00; --info: #0b5cad; --good: #1b6e35; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffca6b; --info: #8ec5ff; --good: #86d99b; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, "Noto Sans", sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { font-size: 1.1rem; margin: 1rem 0 .5rem; }
header ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: 0; }
.verdict { float: right; margin: 0 0 0 1rem; padding: .1rem .7rem; border: 2px solid; border-radius: 1rem; font-weight: 600; }
.fails { color: var(--error); }
.passes { color: var(--good); }
main > input { accent-color: var(--info); }
main > label { margin: 0 1rem 0 .3rem; white-space: nowrap; }
.gap { display: inline-block; width: 2rem; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .4rem .8rem; background: var(--soft); }
summary span { float: right; opacity: .8; }
details ul { list-style: none; margin: 0; padding: 0; }
details li { padding: .5rem .8rem; border-top: 1px solid var(--line); }
li p { margin: .2rem 0 0; white-space: pre-wrap; }
.hint { opacity: .8; font-size: .9rem; }
details > .hint { margin: 0; padding: .4rem .8rem; }
.label { font-weight: 600; margin-right: .4rem; }
.error > .label { color: var(--error); }
.warning > .label { color: var(--warning); }
.info > .label { color: var(--info); }
code { font-size: .85em; }
footer { margin: 2rem 0 0; border-top: 1px solid var(--line); opacity: .8; }
#by-file:not(:checked) ~ .files, #by-code:not(:checked) ~ .codes { display: none; }
#show-error:not(:checked) ~ section li.error, #show-warning:not(:checked) ~ section li.warning,
#show-info:not(:checked) ~ section li.info { display: none; }
#show-error:not(:checked) ~ section details.error:not(.warning, .info),
#show-warning:not(:checked) ~ section details.warning:not(.error, .info),
#show-info:not(:checked) ~ section details.info:not(.error, .warning) { display: none; }
@media print { details:not([open]) > ul { display: block; } main > input, main > label { display: none; } }
"""

"""News pages written in the ways that communities write them, all with the same three items."""

from __future__ import annotations

from newsdesk.domain.site import Site

SITE = Site(
    name="MediaWiki",
    server="https://www.mediawiki.org",
    namespaces=(
        (0, ("",)),
        (-1, ("Special",)),
        (4, ("Project",)),
        (6, ("File", "Image")),
        (10, ("Template",)),
        (14, ("Category",)),
    ),
    interwiki=(
        ("m", "https://meta.wikimedia.org/wiki/$1"),
        ("de", "https://de.wikipedia.org/wiki/$1"),
        ("phab", "https://phabricator.wikimedia.org/$1"),
    ),
)

THREE = ["2026-11-18-one", "2026-11-03-two", "2026-10-09-three"]

PAGES = {
    "list": "Intro\n* 18 November 2026: One\n* 3 November 2026: Two\n* 9 October 2026: Three\n",
    "bold": "* '''18 Nov 2026''' – One\n* '''3 Nov 2026''' – Two\n* '''9 Oct 2026''' – Three",
    "numbered": "# 2026/11/18 One\n# 2026/11/03 Two\n# 2026/10/09 Three\n\n[[Category:News]]\n",
    "indented": ": 18.11.2026 - One\n: 03.11.2026 - Two\n: 09.10.2026 - Three\n",
    "American": "* November 18th, 2026: One\n* November 3rd, 2026: Two\n"
    "* October 9th, 2026: Three\n",
    "definitions": "; 2026-11-18 : One\n; 2026-11-03 : Two\n; 2026-10-09 : Three\n",
    "dates over items": "; 18 November 2026\n: One\n; 3 November 2026\n: Two\n; 9 October 2026\n"
    ": Three\n",
    "sub lists": "* November 18, 2026\n** One\n* November 3, 2026\n** Two\n* October 9, 2026\n"
    "** Three\n",
    "month headings": "== November 2026 ==\n* 18: One\n* 3: Two\n\n"
    "== October 2026 ==\n* 9: Three\n",
    "year headings": "== 2026 ==\n=== November ===\n* 18 Nov: One\n* 3 Nov: Two\n\n"
    "=== October ===\n* 9 Oct: Three\n",
    "day headings": "=== 18 November 2026 ===\n* One\n\n=== 3 November 2026 ===\n* Two\n\n"
    "=== 9 October 2026 ===\n* Three\n",
    "bold headings": "'''November 2026'''\n* 18 – One\n* 3 – Two\n"
    "'''October 2026'''\n* 9 – Three\n",
    "table": '{| class="wikitable"\n! Date !! News\n|-\n| 2026-11-18 || One\n|-\n'
    "| 2026-11-03 || Two\n|-\n| 2026-10-09 || Three\n|}\n",
    "table in lines": "{|\n|-\n| 18 November 2026\n| One\n|-\n| 3 November 2026\n| Two\n|-\n"
    '| style="x" | 9 October 2026\n| Three\n|}\n',
    "calls": "{{News item|date=2026-11-18|text=One}}\n{{News item|date=2026-11-03|text=Two}}\n"
    "{{News item|date=2026-10-09|text=Three|image=A.png}}\n",
    "calls in lines": "{{News\n| date = 18 November 2026\n| text = One\n}}\n{{News\n"
    "| date = 3 November 2026\n| text = Two\n}}\n{{News\n| date = 9 October 2026\n"
    "| text = Three\n}}\n",
    "unnamed values": "* {{n|2026-11-18|One}}\n* {{n|2026-11-03|Two}}\n* {{n|2026-10-09|Three}}\n",
    "date last": "* One (18 November 2026)\n* Two (3 November 2026)\n* Three (9 October 2026)\n",
    "date template": "* {{Date|2026|11|18}}: One\n* {{Date|2026|11|03}}: Two\n"
    "* {{Date|2026|10|09}}: Three\n",
    "box": "{{Box|title=News|\n* 2026-11-18: One\n* 2026-11-03: Two\n* 2026-10-09: Three}}\n",
    "units": "<languages/>\n<translate>\n== News == <!--T:1-->\n\n<!--T:4-->\n* 2026-11-18: "
    "One\n\n<!--T:3-->\n* 2026-11-03: Two\n\n<!--T:2-->\n* 2026-10-09: Three\n</translate>\n",
    "unit in a line": "* 2026-11-18: <translate><!--T:4--> One</translate>\n"
    "* 2026-11-03: <translate><!--T:3--> Two</translate>\n"
    "* 2026-10-09: <translate><!--T:2--> Three</translate>\n",
    "one unit": "<translate>\n<!--T:1-->\n* 2026-11-18: One\n* 2026-11-03: Two\n"
    "* 2026-10-09: Three\n</translate>\n",
    "a tag each": "<translate>\n<!--T:4-->\n* 2026-11-18: One\n</translate>\n<translate>\n"
    "<!--T:3-->\n* 2026-11-03: Two\n</translate>\n<translate>\n<!--T:2-->\n* 2026-10-09: Three\n"
    "</translate>\n",
    "with documentation": "<noinclude>\n* 1 January 2020: an example\n</noinclude>* 18 November "
    "2026: One\n* 3 November 2026: Two\n* 9 October 2026: Three<noinclude>\n{{Documentation}}\n"
    "* 2019-01-01: how to\n</noinclude>",
    "only a part": "* 1 January 2020: an example\n<onlyinclude>\n* 18 November 2026: One\n"
    "* 3 November 2026: Two\n* 9 October 2026: Three\n</onlyinclude>\n* 2 January 2020: another\n",
    "comments": "<!-- newest first!\n* 2020-01-01: no item -->\n* 2026-11-18: One <!-- by A -->\n"
    "<!-- keep -->\n* 2026-11-03: Two\n* 2026-10-09: Three\n",
}

"""Whether two texts are the same news: same, not the same, or unsure, and why.

**What is the same news.** Two texts are the same news if one entry of a news page would do for
both: they announce the same thing having happened or being about to. In other words, shortened,
in another language, as a link alone, as the first part of a thread, or as a share: still the same.
A reminder is the same news as its announcement as long as it adds no news of its own; editors
want it beside the announcement, and a desk puts it there (:mod:`newsdesk.sync.matching`).

**What never is**, whatever else the two share (:mod:`.against`):

1. Another version. The versions that an address names count, or those of the first list of a text:
   what is named later is often compared with, mended or needed. No release is what a text says
   that something was fixed in, works with, or needs, or what lists versions that follow each other
   ("4.0 and 4.1 lose mails"). They are sets: "3.8.2, 3.7.4 and 3.6.9" and "3.8.2 is out" are one
   release day, for many name the newest branch only; but sets without a common version are two,
   however alike the words. A candidate is another version than what it is a candidate for; one
   without a number can be any. A version of something else that only one text names ("needs PHP
   8.2") is left aside.
2. Another issue, week or part of a series; with the year, where both name one. Another month,
   where each names one and no day.
3. Another number of the same name ("CVE-2026-1234", "Atlas 4", "Hackathon 2027"), in an address
   as in a text; a day, a time or a part of a date is no name's number.
4. Another year, as far as a year can be the news's own (:func:`.sides.own_years`); that of a day
   in an address may be it as well, or be only when it was published.
5. Another stage of the same thing: its release and its candidate or its end, a call and its
   closing, the vote, the result, the programme, the start, an announcement and its recording, an
   outage and its end. A call that says when it closes is no closing, and the result of a vote no
   vote. This contradicts only where
   each tells of its own stage alone, in a sentence or two; elsewhere it may be said in passing,
   and is weighed: -6.

**What is weighed.** All other evidence is a number of bits (:mod:`.weighing`): by how much
likelier is this between two texts of the same news than between two texts of one community
about different news? Each bit doubles the odds, as in Fellegi's and Sunter's record linkage
(https://doi.org/10.1080/01621459.1969.10501049). Kinds of evidence are added as if they were
independent; where they are not, they are capped or count as one. The numbers are estimates, each
with its reason and rounded to half a bit; none was searched for on labelled texts, but a rule
stayed only if it did no harm on pairs of many fields and languages (``bench/matching.py``).

- *To begin with*: -6 (:data:`.judge.PRIOR`). Of the pairs with a common key within weeks of
  each other, one of some sixty is the same news: so many news items a page holds at a time.
- *Addresses* (:mod:`.references`): a common one counts by its rarity. Front pages and download
  pages are linked to by all news, a page deep down by one of two thousand. Two different pages of
  one folder are two pieces of news: -5, and not more, as some link to two pages about one;
  nothing where the page of the one is named by a version that the other is about, too.
- *What an address says* (:mod:`.slugs`): most are made of the title that they lead to. So the
  words of an address count where the other text has them; half where the text beside it says all
  of it anyway; 3 more where they stand in the other text one after another. Versions, issues and
  days in an address count like those of a text. Addresses are written without accents, and so are
  a text's words beside them.
- *Numbers*: a common version, issue, or name with its number counts by its rarity; a yearly
  event's name with its year less, as there is much news of it; a common year 1. 14 against where
  both name a version, but of something that the other does not speak of ("Harrow 2.5", "Bramble
  2.5"): that outweighs a whole sentence in common. -4 where one is about a version that the other
  only names, and 2 where one or both name it in passing. Other numbers: up to 8 together.
- *Names*: what is shared against what each of the two names alone (the smaller of both, for a
  shorter text leaves things out). The next item of a series keeps the words and changes the names,
  so names apart weigh heavily: up to -8, and up to 12 for (14 in translations). German writes all
  nouns like names, so there they weigh half as much against. Words that stand together in both, as
  first and last name do, are one name: the rarest of them counts, each other 3, for who has the
  one has the other nearly always. A common name is worth 1 bit more than names of its length
  usually are, and no more: a desk for several communities takes each one's name for rare.
- *Names alone* tell whom or which event news is about, not what happened: with nothing else in
  common that is worth 1.5, one name and the time count together no more than makes a question.
  Two names that stand apart are another thing: who gave what to whom is mostly one piece of news.
- *Words*: who writes the same news anew keeps the names and changes the words. So other words
  say little (-2.4 at most), common ones as much as they are rare, up to 12. Words are compared
  by their beginnings (:mod:`.stems`), so that endings do not matter.
- *Translations* (:mod:`.languages`): where two texts are in different languages, other words say
  nothing and other names hardly anything; a plain word that is common all the same is mostly a
  name that begins a sentence, and counts half. What is left are addresses, which are taken as one
  in any language (``/en/news/x``, ``/de/news/x``), numbers, common names, days and time.
- *The same sentence filled in otherwise*: -8 where half of the words are the same, in order, and
  at one place each has a word that is not an everyday one, a number or a day that the other has
  not. That is how a series is written, and it outweighs a common day and the same hour (8); the
  words in common are the series' own, and speak for nothing. One other word at the very beginning
  does as well where all the rest is the same. Two texts of one language that each begin with three
  words of which the other says nothing have different subjects: -4, unless an address, number or
  day is common; who helps or speaks is often named behind it. A text that breaks off ("(1/3)",
  "…") and is just the beginning of the other: +6. The same text word for word, however short, or
  a whole title of five words in the other text: +4, unless addresses, days or numbers are others:
  who writes of something else changes a word at least.
- *Days* (:mod:`.dating`): a common day 4.5, no more, as much is announced for the same week; 2.5
  for a second one, and 1 more where all are the same. That the one was said on the day that the
  other names, or on the day before as of something to come: 4, and then they may be far apart;
  beyond a week it counts 2 less where the one does not say that something is today, begins or
  ends. Nothing of it where the one tells of what is over, or on the second day of what goes on for
  days. Other days: -2.5, as deadlines and events are named beside each other, and -10 where each
  names a single one: a series' next event. What is said after all the days that the other looks
  forward to is a report of it: -3, or -5 where it tells of what is over, on the last of these days
  as well. Where one of several days ends the one's and begins the other's, they are two periods of
  a series. The day in an address is that of its publication: it is no appointment, and contradicts
  (-6) a text that looked back on its days on another day than that. Another month of two that are
  named -4, the same 3 (4.5 with its year); another hour -2, the same 2, as one hour is often said
  in two zones, but 3.5 where both say from when until when.
- *Time*: four of five posts come within a day of their news, nearly all within three. Other news
  spreads evenly over the weeks, in bursts; the quotients of the two are +3.5 within a day, 1.5
  within three, -0.5 within a week, then -3, -5, -8 and -12. Where a time is not known, -2: the
  odds above are those of news of the same weeks.
- *Stages* (:mod:`.staging`): +1 where both tell of the same. An aside of older branches or of
  faults mended is nothing beside the same released version. Where one alone tells of an end of
  support or a cancellation -7; of a candidate or a recovery -4; of a recording or a report -3: the
  more such a thing is the news itself, and the less it is said in passing; half where the other is
  in another language and tells of no stage, as it may do so in words that no list has. What speaks
  of a release more than a week later, and does not say that it was released: -4.
- *Weeks apart* (:data:`.weighing.Weights.total`): names, numbers, days and what addresses say tell
  which thing a text is about. Of one thing there is much news over the weeks; so beyond 14 days
  they count together no more than 12, where no rare address is common.

**The answer** is "same" from 4 bits on (16 to 1: a wrong match hides a missing announcement, a
question costs a click), "unsure" from even odds on, else not the same. Nothing at all in common
that is rarer than in one text of ten: not the same, without a look at the rest. So a desk finds
all that can match by an index of :func:`keys`.

**Rarity** (:mod:`.rarity`) is counted on the desk (:class:`newsdesk.sync.side.Around`): a name
that every post of a community has tells nothing. A pair alone, or a new desk, is judged by how
common such a word, number or address usually is; the desk's own counts take over as they grow.
"""

from __future__ import annotations

from newsdesk.sync.judging.judge import MUCH, fitting, judge
from newsdesk.sync.judging.sides import keys, side

__all__ = ["MUCH", "fitting", "judge", "keys", "side"]

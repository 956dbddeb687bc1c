"""Translations of wiki pages: subpages named by their language.

See https://www.mediawiki.org/wiki/Help:Extension:Translate/Page_translation_administration
"""

from __future__ import annotations

import re

_LANGUAGES = """
aa ab ace ady af ak aln als alt am ami an ang ann anp ar arc arn ary arz as ast atj av avk awa
ay az azb ba ban bar bbc bcc bcl bdr be be-tarask bew bg bgn bh bho bi bjn blk bm bn bo bpy bqi
br brh bs btm bto bug bxr ca cbk-zam cdo ce ceb ch chr chy ckb co cps cr crh crh-cyrl crh-latn
cs csb cu cv cy da dag de de-at de-ch de-formal dga din diq dsb dtp dty dv dz ee efi egl el eml
en en-ca en-gb eo es es-419 es-formal et eu ext fa fat ff fi fit fj fo fon fr frc frp frr fur fy
ga gaa gag gan gan-hans gan-hant gcr gd gl gld glk gn gom gom-deva gom-latn gor got gpe grc gsw
gu guc gur guw gv ha hak haw he hi hif hif-latn hil hno ho hr hrx hsb hsn ht hu hu-formal hy hyw
hz ia id ie ig igl ii ik ike-cans ike-latn ilo inh io is isv-latn it iu ja jam jbo jut jv ka kaa
kab kai kbd kbp kcg kea kg kge khw ki kiu kj kjh kjp kk kl km kn ko koi kr krc kri krj krl ks
ks-arab ks-deva ksh ksw ku ku-arab ku-latn kum kus kv kw ky la lad lb lbe lez lfn lg li lij liv
lki lld lmo ln lo loz lrc lt ltg lus luz lv lzh lzz mad mag mai map-bms mdf mg mh mhr mi min mk
ml mn mni mnw mo mos mr mrh mrj ms ms-arab mt mui mus mwl my myv mzn na nah nan nan-hant nap nb
nds nds-nl ne new ng nia nit niu nl nl-informal nmz nn no nod nog nov nqo nrm nso nup nv ny nyn
nyo nys oc ojb olo om or os pa pag pam pap pap-aw pcd pcm pdc pdt pfl pi pih pl pms pnb pnt prg
ps pt pt-br pwn qu qug rgn rif rki rm rmc rmy rn ro roa-tara rsk ru rue rup ruq-latn rut rw ryu
sa sah sat sc scn sco sd sdc sdh se se-fi se-no se-se sei ses sg sgs sh sh-cyrl sh-latn shi shn
shy-latn si sjd sje sk skr skr-arab sl sli sm sma smn sms sn so sq sr sr-ec sr-el srn sro ss st
stq sty su sv sw syl szl szy ta tay tcy tdd te tet tg tg-cyrl tg-latn th ti tig tk tl tly tn to
tok tpi tr tru trv ts tt tt-cyrl tt-latn tum tw ty tyv tzm udm ug ug-arab ug-latn uk ur uz
uz-cyrl uz-latn ve vec vep vi vls vmf vmw vo vot vro wa wal war wls wo wuu xal xh xmf xsy yi yo
yrl yue yue-hans yue-hant za zea zgh zh zh-cn zh-hans zh-hant zh-hk zh-mo zh-my zh-sg zh-tw zu
"""
"""See https://www.mediawiki.org/wiki/Manual:Language#Language_code"""
_CODES = frozenset(_LANGUAGES.split())
_SUBPAGE = re.compile(r"(https://[^/]+/wiki/[^#?]+)/([a-z][a-z0-9-]{1,12})(#.*)?")


def is_language(code: str) -> bool:
    """Tell whether a subpage of this name holds a translation."""
    return code in _CODES


def source_page(address: str) -> str:
    """Return the address of the page of which this one shows a translation; else the same address.

    For comparing what is said: an announcement in another language links to the page in that
    language, and means the same news. The address is canonical, see
    :func:`newsdesk.domain.links.canonical`. A subpage that only looks like one of a language is
    taken for one too; that weighs little, as another link must be of its parent page.
    """
    found = _SUBPAGE.fullmatch(address)
    if found is None or found[2] not in _CODES:
        return address
    return found[1] + (found[3] or "")

"""What stands behind the comma of a name: given names, or a credential or remark that is no name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from graphfind.normalize.folding import fold, lexicon, words_of
from graphfind.normalize.honorifics import read_titles, strip_titles

Judged = Literal["given names", "remark", "maybe a remark"]

PARTICLES = lexicon("van von de der den del della di da do dos das du la le el al bin ibn ben ter ten zu zur")
"""Words with which a surname may begin."""

_WITHIN_NAMES = PARTICLES | lexicon("af av y e i lo los las st san abu umm bint binti dal degli dei op het vom zum")
"""Words that a name may hold in small letters."""

SURE_CREDENTIALS = lexicon(
    "phd dphil mba emba msc bsc llm llb psyd edd dba pmp pgmp capm csm cspo cpa cfa cfp cisa cissp cism ccna "
    "acca cima cipd mcipd frcs mrcs shrm sphr phr gphr esq esquire mph bcom mcom frm prince2 cscp lcsw"
)
"""Nobody's name: left out also where no comma stands before."""

CREDENTIALS = SURE_CREDENTIALS | lexicon(
    "md mbbs dds dmd dvm jd ba bs ma ms mphil mpa mpp med pe rn bsn msn np acp psm itil aca cma cia cp scp fcipd fca "
    "meng beng obe mbe "
    "chfc clu leed ap aia riba cpim lssbb lssgb six sigma black green belt ca pmi spc safe ceng cbe facs cams cand "
    "certified licensed dipl ing he him she her they them"
)
"""Nobody's name behind a given name, a surname and a comma."""

_REMARKS = lexicon(
    # degrees and standing
    "bachelor bachelors master masters magister diploma diplom diplome degree dipl certified licensed registered "
    "chartered accredited zertifiziert zertifizierte zertifizierter retired former emeritus emerita student studentin "
    "estudiante estudante etudiant etudiante studente studentessa doktorand doktorandin intern trainee apprentice "
    # who leads
    "ceo cto cfo coo cio ciso cmo cpo cso cro chro cdo vp svp evp avp founder cofounder owner partner president "
    "vice chairman chairwoman chairperson chair director directora directeur directrice direktor direktorin diretor "
    "diretora direttore direttrice manager managerin manageress head lead leader chief officer executive principal "
    "supervisor gerente jefe jefa chef cheffe responsable responsabile leiter leiterin leitung vorstand prokurist "
    "prokuristin geschaftsfuhrer geschaftsfuhrerin inhaber inhaberin grunder grunderin fundador fundadora fondateur "
    "fondatrice fondatore gesellschafter gesellschafterin bestuurder eigenaar oprichter "
    # what people work as
    "coach trainer trainerin consultant consultante consultor consultora consulente berater beraterin adviseur advisor "
    "adviser engineer ingenieur ingenieurin ingenieure ingeniero ingeniera ingegnere engenheiro engenheira developer "
    "entwickler entwicklerin desarrollador desarrolladora desenvolvedor developpeur developpeuse sviluppatore "
    "programmer programador architect architekt architektin arquitecto arquitecta arquiteto arquiteta architecte "
    "architetto designer designerin analyst analystin analista analyste scientist researcher investigador forscher "
    "forscherin chercheur chercheuse lecturer teacher lehrer lehrerin docent docente dozent dozentin tutor recruiter "
    "recruiterin specialist spezialist spezialistin especialista specialiste expert experte expertin experto experta "
    "strategist evangelist attorney lawyer solicitor barrister rechtsanwalt rechtsanwaltin anwalt anwaltin abogado "
    "abogada advogado advogada avvocato avocat avocate notary notar notarin psychologist psychologe psychologin "
    "psicologo psicologa psychologue therapist therapeut therapeutin nurse physician surgeon dentist zahnarzt "
    "zahnarztin arzt arztin medico medecin pharmacist physiotherapist accountant steuerberater steuerberaterin "
    "contador contadora auditor realtor broker agent representative assistant assistentin assistent asistente "
    "assistente assistante secretary sekretarin coordinator coordinador coordinadora koordinator koordinatorin "
    "administrator technician techniker technikerin tecnico technicien entrepreneur unternehmer unternehmerin "
    "empresario empresaria freelancer freelance freiberufler freiberuflerin autonomo independent author autor autora "
    "autorin writer journalist journalistin periodista jornalista editor photographer fotograf fotografin musician "
    "producer speaker podcaster blogger influencer creator investor volunteer ambassador trustee treasurer member "
    # what they do, want and belong to
    "hiring recruiting seeking looking available open remote engineering marketing sales vertrieb ventas finance "
    "product project program programme management leadership technology software data digital business agile lean "
    "scrum sigma cloud security design research strategy operations consulting coaching training education science "
    "sciences informatik psychology human resources university universitat universidad universidade universite "
    "universita hochschule institute institut instituto school college academy department abteilung team group "
    "inc ltd llc llp plc gmbh corp corporation company foundation association private privat office home mobile"
)
"""Words that no given name holds, folded."""

_COMPOUNDED = tuple(word for word in sorted(_REMARKS) if len(word) > 5)
"""With these a compound word ends that is one, too: "Projektleiterin"."""

_SIGNS = re.compile(r"[&@/+:;–—•=<>#*!?\d]|\s-\s")
"""What stands in no name."""

_ABBREVIATED = 5
"""Capitals of more letters are a name, if they can be spoken."""

_SPOKEN = re.compile(r"[^aeiouy]{0,2}(?:[aeiouy]+[^aeiouy]{1,2})*[aeiouy]*")
_MOST_NAMES = 4
"""Few have more given names; particles are not counted."""


def judge(part: str, *, surname_alone: bool, shouted: bool, after_credential: bool) -> Judged:
    """What a part of a name behind a comma is.

    Before the comma stands a surname alone, or else two surnames or a whole name; it may be written in capitals,
    `shouted`, and a credential may stand between. Whatever no word nor sign tells to be a remark is taken for given
    names, since leaving out a given name makes one person of a family. Where only the looks tell, the remark
    is but "maybe" one.
    """
    plain = words_of(fold(part.replace(".", "")))
    known = SURE_CREDENTIALS if surname_alone else CREDENTIALS
    if known.issuperset(plain) or "".join(plain) in known or read_titles(part) is not None:
        return "remark"
    part, _ = strip_titles(part)
    words = words_of(fold(part))
    if surname_alone:
        return "given names"
    told = any(word in _REMARKS or word.endswith(_COMPOUNDED) for word in words) or plain[0] in SURE_CREDENTIALS
    if told or _SIGNS.search(part):
        return "remark"

    from graphfind.normalize.nicknames import NICKNAMES  # few names have a comma

    if words[0] in NICKNAMES or all(len(word) == 1 for word in words):
        return "given names"
    names = [word for word in words if word not in _WITHIN_NAMES]
    looks_like_none = (
        after_credential
        or len(names) > _MOST_NAMES
        or _is_phrase(part)
        or (part.isupper() and not shouted and all(map(_is_abbreviation, words)))
    )
    return "maybe a remark" if looks_like_none else "given names"


def _is_phrase(part: str) -> bool:
    """Whether words in small letters follow one with a capital."""
    first, *others = part.split()
    return first[0].isupper() and any(w[0].islower() and fold(w) not in _WITHIN_NAMES for w in others)


def _is_abbreviation(word: str) -> bool:
    return len(word) <= _ABBREVIATED or not _SPOKEN.fullmatch(word)


def is_sure_credential(words: Sequence[str]) -> bool:
    """Whether a last word of a name, its parts folded, is a credential that stands there without a comma."""
    return not words or (words[0] in SURE_CREDENTIALS and CREDENTIALS.issuperset(words))

"""Synthetic distinct titles as contact exports hold them: many languages, many parts, a long tail; seeded."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import Final

SHARES: Final = {"en": 0.6, "de": 0.16, "fr": 0.08, "es": 0.07, "it": 0.04, "nl": 0.03, "pt": 0.02}
"""How many titles are of a language, about as in a network from Europe."""

FLATTENING: Final = 3
"""The n-th most frequent role is held in proportion to 1 / (n + FLATTENING), so that a few are everywhere."""

ROLES: Final = {
    "en": "software engineer|product manager|project manager|account executive|data scientist|data analyst"
    "|registered nurse|marketing manager|consultant|business analyst|sales manager|recruiter|teacher"
    "|accountant|graphic designer|ux designer|mechanical engineer|customer success manager"
    "|operations manager|financial analyst|devops engineer|research scientist|lawyer|physician"
    "|office manager|executive assistant|business development manager|civil engineer|web developer"
    "|content writer|hr business partner|solutions architect|data engineer|supply chain manager"
    "|product designer|buyer|electrical engineer|store manager|social worker|pharmacist|architect"
    "|management consultant|machine learning engineer|qa engineer|security analyst"
    "|talent acquisition specialist|communications manager|journalist|professor|postdoc|investment banker"
    "|portfolio manager|auditor|tax advisor|paralegal|legal counsel|compliance officer|risk manager|chef"
    "|hotel manager|event manager|flight attendant|pilot|truck driver|warehouse manager"
    "|logistics coordinator|electrician|plumber|carpenter|welder|technician|maintenance manager"
    "|plant manager|quality manager|biologist|chemist|lab technician|veterinarian|dentist|physiotherapist"
    "|psychologist|midwife|paramedic|police officer|city planner|policy advisor|translator|editor"
    "|photographer|video producer|copywriter|seo specialist|growth manager|community manager"
    "|real estate agent|property manager|insurance broker|underwriter|actuary|economist|statistician"
    "|librarian|school principal|kindergarten teacher|music teacher|fitness coach|barista|beekeeper"
    "|sommelier|luthier|falconer|glaciologist|puppeteer",
    "de": "Softwareentwickler|Projektleiter|Produktmanager|Vertriebsleiter|Personalreferent|Sachbearbeiter"
    "|Lehrerin|Krankenpfleger|Steuerberater|Rechtsanwalt|Wirtschaftsprüfer|Maschinenbauingenieur|Elektriker"
    "|Bauleiter|Einkäufer|Controller|Buchhalterin|Assistentin der Geschäftsleitung|Unternehmensberater"
    "|Außendienstmitarbeiter|Datenanalyst|Filialleiter|Koch|Hebamme|Ärztin|Architektin|Redakteur"
    "|Mediengestalter|Fachinformatiker|Systemadministrator|Konstrukteur|Produktionsleiter|Logistikleiter"
    "|Sozialarbeiter|Erzieherin|Apotheker|Physiotherapeut|Übersetzerin|Tischler|Dachdecker|Imker|Geigenbauer"
    "|Bestatter",
    "fr": "ingénieur logiciel|chef de projet|chef de produit|responsable commercial|comptable|infirmière|avocat"
    "|enseignant|chargé de recrutement|directeur des achats|assistante de direction|consultant"
    "|développeur web|data scientist|architecte|responsable marketing|contrôleur de gestion|juriste"
    "|technicien de maintenance|acheteur|médecin|journaliste|traductrice|cuisinier|sage-femme|pharmacien"
    "|électricien|conducteur de travaux|apiculteur|luthier",
    "es": "ingeniero de software|jefe de proyecto|gerente de ventas|contador|enfermera|abogado|profesor"
    "|analista de datos|director comercial|diseñadora gráfica|consultor|responsable de marketing"
    "|técnico de mantenimiento|médico|arquitecta|desarrollador web|comprador|periodista|traductora|cocinero"
    "|psicóloga|farmacéutico|electricista|apicultor",
    "it": "ingegnere del software|responsabile commerciale|contabile|infermiera|avvocato|insegnante|consulente"
    "|architetto|capo progetto|addetto vendite|direttore marketing|medico|giornalista|traduttrice|cuoco"
    "|farmacista|elettricista",
    "nl": "softwareontwikkelaar|projectleider|accountmanager|verpleegkundige|advocaat|docent|adviseur|inkoper"
    "|boekhouder|marketingmanager|recruiter|architect|huisarts|vertaler|kok|apotheker|elektricien",
    "pt": "engenheiro de software|gerente de projeto|gerente de vendas|contador|enfermeira|advogada|professor"
    "|consultor|analista de dados|arquiteta|médico|jornalista|tradutora|cozinheiro|farmacêutica",
}  # fmt: skip
STEPS: Final = {
    "en": "|||||Senior |Senior |Sr. |Lead |Junior |Principal |Staff |Associate |Assistant |Head |Freelance |Graduate ",
    "de": "||||||Senior |Leitender |Junior |Freier |Stellv. |Stv. ",
    "fr": "||||||Senior |Jeune ||Ancien ",
    "es": "|||||Senior |Junior |Ex ",
    "it": "|||||Senior |Junior ",
    "nl": "|||||Senior |Junior |Zelfstandig ",
    "pt": "|||||Sênior |Júnior ",
}
SEATS: Final = (
    "CEO|CTO|CFO|COO|Founder|Co-Founder|Managing Director|VP {}|SVP {}|Head of {}|Director of {}|{} Director"
    "|{} Manager|{} Lead|Chief {} Officer|Global Head of {}|Vice President, {}|Leiter {}|Bereichsleiter {}"
    "|Responsable {}|Directeur {}|Jefe de {}|Geschäftsführer|Inhaberin|Partner|Teamleiter {}|Team Lead {}"
    "|Manager, {}|Director, {}"
)
FIELDS: Final = (
    "Engineering|Product|Marketing|Sales|People|Finance|Operations|Data|Design|Legal|IT|Research|Procurement"
    "|Supply Chain|Customer Success|Business Development|Partnerships|Communications|Quality|Production"
    "|Logistics|Security|Growth|Innovation|Strategy|Digital|R&D|Compliance|Controlling|Vertrieb|Einkauf"
    "|Personal|Entwicklung|Finanzen|Facility Management"
)
DOMAINS: Final = (
    "payments|fintech|climate|healthcare|automotive|e-commerce|energy|mobility|B2B|SaaS|retail|cloud|AI"
    "|machine learning|robotics|public sector|education|real estate|insurance|biotech|pharma|aerospace"
    "|gaming|media|telecom|DACH|EMEA|APAC|Nordics|LATAM|North America|backend|frontend|mobile|iOS|Android"
    "|Java|Python|embedded|platform|infrastructure|analytics|CRM|SAP|Salesforce|oncology|pediatrics"
    "|intensive care|M&A|tax|litigation|employer branding|SEO|packaging|sustainability|blockchain|quantum"
)
SYLLABLES: Final = tuple(
    part.split()
    for part in (
        "Nor Vel Kal Tri Bel Sol Mar Aqua Ter Bran Hal Ost Fjor Cor Zen Pix Qua Ver Arg Del Ner Ym Thal Bor Gra Sil",
        "a e i o u an en in on ar er or al el il ath eth und ing",
        "dia tec sys vanta mark nova field works haus lab berg metra stone wise flow port grid sen ton ville",
    )
)
"""Of what companies are called: some ten thousand names, so that most words of titles are rare, as in life."""
KINDS: Final = "||||GmbH|AG|Inc.|Ltd|Group|Labs|Bank|University|Hospital|Partners|Consulting|Foods|School".split("|")
MARKS: Final = "|||||||||| 🚀| ✨| (m/w/d)| (f/m/x)| 🌍|, PhD|, MBA|, CFA|, PMP|, CPA| (Remote)| – hiring!".split("|")
TAILS: Final = (
    " | ex-{company}~ | Speaker~ | Mentor~ | Board Member~ | Angel Investor~ | {field}~ "
    "| passionate about {domain}~, ex-{company}~ | Member of the Works Council~ & {role2}~ / {role2}"
    "~, formerly {role2}~ | Lecturer at {company}"
)
BESIDE: Final = (
    "Assistant to the {seat}|Recruiter for {role2}s|Aspiring {role2}|Student, {domain}|Retired {role2}"
    "|Former {role2} at {company}|Advisor to the {seat}|{role2} (on parental leave)|Praktikantin {field}"
    "|Werkstudent {field}|Intern, {field}|Open to work|Chief of Staff to the {seat}"
    "|{domain} enthusiast and {role2}|Helping companies with {domain}|Ehemaliger {seat}"
)


def titles(count: int, seed: int = 1) -> list[str]:
    """So many distinct titles; the same for the same seed."""
    dice = random.Random(seed)
    maker = _Maker(dice)
    found: dict[str, None] = {}
    while len(found) < count:
        found[maker.title()] = None
    return list(found)


class _Maker:
    """Draws titles with the dice it is given."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._roles = {language: roles.split("|") for language, roles in ROLES.items()}
        self._weights = {
            language: list(accumulate(1 / (rank + FLATTENING) for rank in range(len(roles))))
            for language, roles in self._roles.items()
        }

    def title(self) -> str:
        dice = self._dice
        (language,) = dice.choices(list(SHARES), list(SHARES.values()))
        drawn = dice.random()
        if drawn < 0.68:
            title = self._step(language) + self._role(language)
            if dice.random() < 0.5:
                title = f"{title}{dice.choice((', ', ' ', ' - ', ' – '))}{self._domain()}"
            elif dice.random() < 0.15:
                title += f" {dice.choice(('I', 'II', 'III', 'L5', '2'))}"
        elif drawn < 0.9:
            title = self._seat()
        else:
            title = self._filled(dice.choice(BESIDE.split("|")), language)
        if dice.random() < 0.55:
            title += f"{dice.choice((' at ', ' @ ', ' bei ', ' | ', ', ', ' chez ', ' - '))}{self._company()}"
        while dice.random() < 0.25:
            title += self._filled(dice.choice(TAILS.split("~")), language)
        title += dice.choice(MARKS)
        return title.upper() if dice.random() < 0.03 else title if dice.random() < 0.9 else title.lower()

    def _filled(self, pattern: str, language: str) -> str:
        return pattern.format(
            role2=self._role(language),
            seat=self._seat(),
            company=self._company(),
            domain=self._domain(),
            field=self._field(),
        )

    def _role(self, language: str) -> str:
        (role,) = self._dice.choices(self._roles[language], cum_weights=self._weights[language])
        return role.title() if language == "en" else role[0].upper() + role[1:]

    def _step(self, language: str) -> str:
        return self._dice.choice(STEPS[language].split("|"))

    def _seat(self) -> str:
        return self._dice.choice(SEATS.split("|")).format(self._field())

    def _field(self) -> str:
        return self._dice.choice(FIELDS.split("|"))

    def _domain(self) -> str:
        return self._dice.choice(DOMAINS.split("|"))

    def _company(self) -> str:
        dice = self._dice
        name = "".join(map(dice.choice, SYLLABLES))
        if dice.random() < 0.3:
            name = f"{dice.choice(SYLLABLES[0])}{dice.choice(SYLLABLES[2])} {name}"
        return f"{name} {dice.choice(KINDS)}".rstrip()

"""Who holds a role now: the same words around many roles, in seven languages, and many titles as people write them."""

from __future__ import annotations

from collections import Counter

import pytest

from graphfind.roles import Lexicon, RoleMatcher, matcher, parse, understand

from .tables import rows

ROLES = {
    "en": (
        "Nurse", "Lawyer", "Software Engineer", "Product Manager", "CEO", "Teacher", "Accountant", "Chef",
        "Electrician", "Data Scientist", "Journalist", "Sales Manager", "Architect", "Founder", "Police Officer",
        "Graphic Designer",
    ),
    "de": (
        "Lehrer", "Softwareentwickler", "Rechtsanwalt", "Krankenpfleger", "Geschäftsführer", "Buchhalter",
        "Vertriebsleiter", "Elektriker", "Projektleiter", "Journalist", "Koch", "Grafikdesigner",
    ),
    "fr": (
        "professeur", "développeur", "avocat", "infirmier", "directeur général", "comptable", "chef de projet",
        "électricien", "journaliste", "graphiste", "responsable commercial", "cuisinier",
    ),
    "es": (
        "profesor", "desarrollador", "abogado", "enfermero", "director general", "contable", "jefe de ventas",
        "electricista", "periodista", "diseñador gráfico", "cocinero", "comercial",
    ),
    "it": (
        "insegnante", "sviluppatore", "avvocato", "infermiere", "amministratore delegato", "contabile",
        "responsabile vendite", "elettricista", "giornalista", "grafico", "cuoco", "architetto",
    ),
    "pt": (
        "professor", "desenvolvedor", "advogado", "enfermeiro", "diretor geral", "contabilista", "gerente de vendas",
        "eletricista", "jornalista", "designer gráfico", "cozinheiro", "arquiteto",
    ),
    "nl": (
        "leraar", "softwareontwikkelaar", "advocaat", "verpleegkundige", "algemeen directeur", "boekhouder",
        "salesmanager", "elektricien", "journalist", "grafisch ontwerper", "kok", "projectleider",
    ),
}  # fmt: skip
STANDING = rows("standing.tsv")
NAMED = rows("named.tsv")
HELD = rows("held.tsv")


@pytest.fixture(scope="module")
def matchers(lexicon: Lexicon) -> dict[str, RoleMatcher]:
    asked = {role for roles in ROLES.values() for role in roles} | {query for query, *_ in HELD}
    return {query: matcher(understand(query, lexicon), lexicon) for query in asked}


@pytest.mark.parametrize(("kind", "language", "pattern"), STANDING)
def test_words_around_a_role(kind: str, language: str, pattern: str, matchers: dict[str, RoleMatcher]) -> None:
    wrong = []
    for role in ROLES[language]:
        judged = matchers[role].judge(pattern.replace("{r}", role))
        if (judged.grade in ("exact", "family")) != (kind == "current"):
            wrong.append(f"{role}: {judged.grade}: {judged.why}")
    assert wrong == []


@pytest.mark.parametrize(("query", "title", "held"), HELD)
def test_who_holds_it(query: str, title: str, held: str, matchers: dict[str, RoleMatcher]) -> None:
    judged = matchers[query].judge(title)
    assert (judged.grade in ("exact", "family")) == (held == "yes"), judged.why


@pytest.mark.parametrize("language", ROLES)
def test_titles_name_their_family(language: str, lexicon: Lexicon) -> None:
    wrong = []
    for _, family, title in (row for row in NAMED if row[0] == language):
        found = parse(title, lexicon).families
        if not any(id_ in (family, *lexicon.parts.get(family, ())) for id_ in found):
            wrong.append(f"{title}: {', '.join(found) or 'none'}, not {family}")
    assert wrong == []


def test_there_are_many_of_each_kind_and_language() -> None:
    assert {language for _, language, _ in STANDING} == {language for language, *_ in NAMED} == set(ROLES)
    kinds = Counter(kind for kind, *_ in STANDING)
    assert min(kinds[kind] for kind in ("former", "aspiring", "relation", "current")) >= 100
    assert len(NAMED) >= 2_000

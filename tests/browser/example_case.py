"""A case as somebody types it into the form at ``/nieuw/``: no Markdown, Word quotes and all."""

from __future__ import annotations

from playwright.sync_api import Page

TITLE = "De muur: wie schildert?"
TEXTS = {
    "titel": TITLE,
    "samenvatting": "Jongeren beginnen zelf een muurschildering op het buurthuis. De buurt is "
    "trots, tot een bewoner zegt: “Zo hadden wij het niet afgesproken.”",
    "deel-situatie": "\n\n".join((
        "Op een blinde muur naast het buurthuis staat op een zaterdag ineens een reiger van drie "
        "meter hoog. Acht jongeren hebben hem geschilderd. De verf komt uit schuurtjes hier.",
        "De reiger blijkt het begin. De jongeren willen elke maand een dier erbij. Buren brengen "
        "soep en oude lakens. Een gepensioneerde huisschilder leent zijn steiger uit en blijft de "
        "hele middag kijken. “Laat ze maar,” zegt hij. Niemand heeft een vergunning "
        "gevraagd, ook de jongerenwerker niet.",
    )),
    "deel-keerpunt": "Bij het derde dier belt een overbuurvrouw de gemeente. Zij kijkt nu elke dag "
    "op een vos die haar slaapkamer in loert. Een ambtenaar komt kijken en vraagt naar de "
    "toestemming van de eigenaar. Die is er niet. De jongeren leggen hun kwasten neer.",
    "deel-dilemma": "Wie nu regels noemt, heeft gelijk en verliest de jongeren misschien. Wie "
    "niets zegt, laat de overbuurvrouw alleen staan en maakt het voor de eigenaar lastig. De muur "
    "is van een ander, maar het verhaal op de muur is van de straat geworden.",
    "deel-vragen-aan-de-groep": "1. Wie zou u als eerste bellen?\n"
    "Wat mag de overbuurvrouw van de gemeente verwachten?\n- Welke afspraak past bij deze groep?",
    "rol-facilitator-doet": "De gemeente zoekt de eigenaar op en regelt in één gesprek de "
    "toestemming. Zij vraagt de jongeren hoe zij de overburen willen betrekken.",
    "rol-facilitator-risico": "Het papierwerk neemt het ritme over en de jongeren haken af.",
    "rol-geen-rol-doet": "De gemeente laat de straat het zelf uitpraten. Zij wijst de "
    "overbuurvrouw de weg naar de schilder met de steiger.",
    "rol-geen-rol-risico": "Wie het minst hard roept, trekt aan het kortste eind.",
    "partij-initiatiefnemers-naam": "De jongeren",
    "partij-initiatiefnemers-wil": "willen elke maand een dier schilderen en daarna pas praten.",
    "partij-omwonenden-naam": "De overbuurvrouw",
    "partij-omwonenden-wil": "wil weer een muur waar zij rustig naar kan kijken.",
    "partij-vastgoed-grond-naam": "De beheerder van het gebouw",
    "partij-vastgoed-grond-wil": "wil weten wie betaalt als de muur later weer wit moet.",
    "deel-nabespreking": "Veel groepen willen eerst de toestemming regelen. Vraag dan wat er "
    "gebeurt met de maand waarin niemand schildert. Kijk ook naar de volgorde: eerst de "
    "overbuurvrouw, eerst de eigenaar of eerst de jongeren. Elke volgorde zegt iets over wie er "
    "telt.",
    "deel-voor-de-gespreksleider": "# let op de verleiding om de jongeren te prijzen en dan snel "
    "door te gaan. Laat iemand de stem van de overbuurvrouw spelen. Vraag aan het eind wie er "
    "morgen langsgaat, en wanneer. Blijft de groep bij de regels, vraag dan welke regel er voor "
    "een muur echt toe doet.",
}  # fmt: skip
CHOICES = {
    "domein": ["omgeving"], "rollen": ["facilitator", "geen-rol"],
    "aandachtspunten": ["oude-reflexen"], "niveaus": ["uitvoerend"], "themas": ["groen-spelen"],
    "doelgroepen": ["jongeren"], "fase": ["start"],
    "extern": ["initiatiefnemers", "omwonenden"], "intern": ["vastgoed-grond"],
    "gemeente": ["klein"], "plek": ["wijk"], "afloop": ["open"], "tijd": ["20"],
    "moeilijkheid": ["instap"],
}  # fmt: skip


def fill_in(page: Page) -> None:
    """Fill in the whole form."""
    for name, values in CHOICES.items():
        for value in values:
            page.locator(f"#veld-{name}-{value}").check()
    for name, text in TEXTS.items():
        page.locator(f"[name='{name}']").fill(text)


def make_file(page: Page) -> None:
    """Press the button that checks everything."""
    page.get_by_role("button", name="Controleer en maak het bestand").click()

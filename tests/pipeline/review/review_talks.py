"""A small invented dispute, told by three papers, read by rules."""

from pathlib import Path

from dragoman.dossier import Dossier
from dragoman.pipeline import RULES, ReaderChoice, add_paths, go_on, take_over_settings

SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland", "Port Vell"]
[[party]]
id = "ORM"
names = ["Ormark", "Castle Quay"]
[[issue]]
id = "cod-quota"
label = "Cod quota"
keywords = ["quota"]
parent = "resources"
"""
TEXTS = {
    "courier": (
        "2031-06-04",
        "Velland and Ormark held talks in Sundholm on 3 June 2031. Velland's chief negotiator Ilse "
        "Marn said that Velland would pay for the damaged nets. She arrived by the morning ferry "
        "and left the harbour house before dusk. Ilse Marn said that Ormark must halve the quota. "
        "Ormark released two trawlers on 2 June 2031.\n",
    ),
    "gazette": (
        "2031-06-05",
        "A cold wind kept the fleet in port all week. Negotiators from Ormark and Velland met in "
        "Sundholm on 3 June 2031, and neither side brought a draft. Ilse Marn said that Velland "
        "would pay for damaged nets by the end of July. Two trawlers were released by Ormark on "
        "2 June 2031, to the relief of their crews.\n",
    ),
    "post": (
        "2031-06-06",
        "Shopkeepers on the quay hope for an early settlement. Ilse Marn of Velland said that "
        "Ormark must halve its catch quota. Velland and Ormark met in Sundholm on 3 June 2031 for "
        "the first time in two years. Velland promised to pay for the damaged nets.\n",
    ),
    "herald": (
        "2031-05-10",
        "Velland and Ormark held talks in Caldmere on 9 May 2031. Ormark's fisheries minister "
        "Tomas Vey said that Ormark would lift the ban on landings. Velland released four sailors "
        "on 8 May 2031. Bakers in Caldmere sold out by noon.\n",
    ),
}
BY_RULES = ReaderChoice(name=RULES)


def write_talks(
    folder: Path, texts: dict[str, tuple[str, str]] = TEXTS, *, has_urls: bool = True
) -> Path:
    """The texts and the settings in a folder; without urls a text's address is its path."""
    folder.mkdir(parents=True)
    for outlet, (day, text) in texts.items():
        url = f"url: https://example.org/{outlet}\n" if has_urls else ""
        head = f"---\noutlet: {outlet}\npublished_at: {day}\n{url}---\n"
        (folder / f"{outlet}.md").write_text(head + text, encoding="utf-8")
    (folder / "negotiation.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def read_talks(path: Path, folder: Path) -> Path:
    """A dossier of the folder, read."""
    with Dossier.create(path) as dossier:
        add_paths(dossier, [str(folder)])
        take_over_settings(dossier, [folder], who="Tov")
        go_on(dossier, choice=BY_RULES)
    return path

"""Texts and settings of a small invented dispute, and a folder of them."""

from pathlib import Path

ARTICLES = {
    "a.txt": """---
outlet: Port Vell Courier
title: Envoys plan talks at Sundholm
published_at: 2025-05-28
---
Envoys plan talks at Sundholm

Velland and Ormark plan to hold talks in Sundholm on 3 June 2025, the mediator said on Wednesday.

"We will not sign a text without a quota," said Ilse Marn, the chief negotiator of Velland.
""",
    "b.txt": """---
outlet: Port Vell Courier
title: Talks held at Sundholm
published_at: 2025-06-04
---
Talks held at Sundholm

Velland and Ormark held talks in Sundholm on 3 June 2025. Ormark's fisheries minister, Tomas Vey,
said that Ormark would accept a quota only if Velland lifted its ban on landings.

Ilse Marn demanded that Ormark withdraw its patrol boats from the strait.
""",
    "c.txt": """---
outlet: Castle Quay Gazette
title: Ormark denies a deal on quotas
published_at: 2025-06-06
---
Ormark denies a deal on quotas

Ormark denied on 5 June 2025 that a quota had been agreed at the talks in Sundholm. Velland said
that both sides had agreed on a quota of 9,000 tonnes of cod.
""",
    "d.txt": """---
outlet: Caldmere Evening Post
title: Velland threatens to leave
published_at: 2025-06-20
---
Velland threatens to leave

Ilse Marn threatened on 19 June 2025 to leave the talks with Ormark over the patrol boats.
""",
    "e.txt": """Undated remarks on the strait

Tomas Vey said that the undated remark about lighthouses was his own.
""",
}
SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland", "Port Vell"]
role = "side"
[[party]]
id = "ORM"
names = ["Ormark", "Castle Quay"]
role = "side"
[[person]]
name = "Ilse Marn"
aliases = ["Envoy Marn"]
party = "VEL"
office = "chief negotiator"
[[person]]
name = "Tomas Vey"
party = "ORM"
office = "fisheries minister"
[[issue]]
id = "cod-quota"
label = "Cod quota of Ormark"
keywords = ["quota", "tonnes of cod"]
parent = "resources"
"""


def write_texts(folder: Path, *names: str) -> Path:
    """The named articles and the settings in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "negotiation.toml").write_text(SETTINGS, encoding="utf-8")
    for name in names:
        (folder / name).write_text(ARTICLES[name], encoding="utf-8")
    return folder

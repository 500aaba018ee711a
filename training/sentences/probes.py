"""Invented sentences on which the small model is compared with the stock one."""

PROBES = (
    "Both delegations agreed to stop shooting along the river from midnight.",
    "The minister refused to discuss the status of the northern islands.",
    "Fishermen from the eastern ports want a larger share of the herring.",
    "She told reporters that nothing had been signed.",
    "All soldiers taken in the spring will come home before the feast.",
    "Customs duties on steel are to fall by half within three years.",
    "The observers were turned away at the bridge.",
    "Water must reach the delta before the harvest, farmers said.",
    "He praised the cook.",
    "The rebels would keep their light weapons until a new police is formed.",
    "Lawyers for the victims asked the court to go on with the case.",
    "The embassy will open again in the autumn, after nine years.",
)

"""The sentences of the network's own text that the rules come from, in its English, word for word.

S1…S40 number them; a ruling (R…) settles how one of them is read. `tests/rules/seed.txt` is the text itself.
"""

_STEERING_GROUP_WORK = (
    "The INEE Steering Group sets goals and plans for the network, approves new working groups and task teams, "
    "and provides strategic guidance to the Secretariat staff."
)
_STEERING_GROUP_MEMBERS = (
    "The INEE Steering Group is composed of organizational members, represented by senior professionals in the "
    "field of education in emergencies."
)
_WORKING_GROUP_MEMBERS = (
    "Working Groups are composed of experts from a variety of organisations and institutions, and membership is "
    "gained through an application process."
)
_REFERENCE_GROUP_MEMBERS = (
    "Participation in Reference Groups is on an individual or institutional basis and membership is gained through "
    "invitation or an application process."
)

# The rows of the cheat sheet (S39), as it names them.
ROWS: dict[str, str] = {
    "institutional_membership": "Institutional membership",
    "individual_membership": "Individual membership",
    "open_to_wg_members_only": "Open to WG members only",
    "open_to_all_members": "Open to all INEE members",
    "application_needed": "Application needed",
    "average_members": "Average # of members",
    "duration": "Duration",
}

SENTENCES: dict[str, str] = {
    "S1": (
        "INEE is a network of more than 15,000 individual members and 130 partner organizations in 190 countries."
    ),
    "S2": (
        "INEE's structure is composed of various 'network spaces' that facilitate collaboration and participation at "
        "global, regional, and local levels among members and stakeholders."
    ),
    "S3": (
        "Depending on the network space, members can participate as individuals or via institutional representation."
    ),
    "S4": "External stakeholders engage through targeted and strategic activities and events.",
    "S5": "INEE's network spaces vary in their structures, participation, focus, and degree of formality.",
    "S6": _STEERING_GROUP_MEMBERS,
    "S7": _STEERING_GROUP_MEMBERS,
    "S8": _STEERING_GROUP_WORK,
    "S9": _STEERING_GROUP_WORK,
    "S10": _STEERING_GROUP_WORK,
    "S11": (
        "The INEE Secretariat is INEE's core staff team, that represents the network, leads and supports network "
        "activities, and coordinates network processes, systems, and projects."
    ),
    "S12": "INEE Secretariat staff are hosted by member organizations.",
    "S13": "INEE Working Groups are the platform for institutional membership in INEE.",
    "S14": _WORKING_GROUP_MEMBERS,
    "S15": _WORKING_GROUP_MEMBERS,
    "S16": "Working Groups have a three year mandate.",
    "S17": (
        "Current INEE Working Groups focus on the following areas: Advocacy, Education Policy, and "
        "Standards & Practice."
    ),
    "S18": "They meet every six months to discuss and agree on priorities and implement work plans.",
    "S19": (
        "INEE Working Group Workstreams are focus areas within Working Groups. Workstreams focus on a particular "
        "theme or project within the Working Group's larger scope."
    ),
    "S20": (
        "For example: The Standards & Practice Working Group has three Workstreams - Knowledge Management, "
        "Monitoring & Evaluation, and Professional Development."
    ),
    "S21": (
        "INEE Working Group Collaboratives are cross-working group spaces comprised of members of two or more "
        "Working Groups."
    ),
    "S22": (
        "Made up of Working Group members, Collaborative membership is institutional and gained through the "
        "application process to Working Groups."
    ),
    "S23": (
        "Collaboratives focus on completing specific tasks related to the chosen theme. Once a Collaborative's tasks "
        "are completed, the group disbands."
    ),
    "S24": "INEE Reference Groups are technical advisory groups made up of global experts.",
    "S25": "Reference Groups provide time-bound technical support to other network spaces.",
    "S26": _REFERENCE_GROUP_MEMBERS,
    "S27": _REFERENCE_GROUP_MEMBERS,
    "S28": "Therefore, Reference Group members can be Working Group members or external experts.",
    "S29": "Once a Reference Group's tasks are completed, the group disbands.",
    "S30": "An example is the Reference Group that reviewed drafts of the INEE PSS Guidance Note.",
    "S31": (
        "INEE Task Teams are a platform for individual membership and engagement, open for all INEE members to work "
        "collectively on specific thematic areas of interest."
    ),
    "S32": (
        "Any INEE member with interest or expertise in the thematic area of a Task Team can apply to join by directly "
        "contacting the co-conveners of the Task Team."
    ),
    "S33": (
        "Task Teams focus on specific time-bound tasks, and once those tasks are completed, the Task Team disbands."
    ),
    "S34": (
        "Current INEE Task Teams include: Adolescents and Youth, Gender, Inclusive Education and Disability, and "
        "Technology and Education in Crises."
    ),
    "S35": (
        "INEE Language Communities are forums that foster collaborative resource development and knowledge-sharing "
        "among Arabic, French, Portuguese, and Spanish-speaking INEE members."
    ),
    "S36": (
        "The INEE Language Communities collate and disseminate key resources in the relevant languages, identify "
        "gaps, and develop or translate new tools and case studies."
    ),
    "S37": "Any INEE member can join a Language Community.",
    "S38": "INEE Language Communities are each led by dedicated Language Community Facilitators (LCF's).",
    "S39": ROWS["application_needed"],
    "S40": (
        "Dotted lines represent linkages between network spaces through shared activities and technical guidance."
    ),
}

# Which sentence each ruling settles; those that settle a row of the cheat sheet name the row.
RULINGS: dict[str, str] = {
    "R1": "open_to_wg_members_only",
    "R2": "S13",
    "R3": "S5",
    "R4": "S19",
    "R5": "S16",
    "R6": "S21",
    "R7": "S22",
    "R8": "S28",
    "R9": "S27",
    "R10": "S33",
    "R11": "S23",
    "R12": "S32",
    "R13": "S32",
    "R14": "S37",
    "R15": "S6",
    "R16": "S9",
    "R17": "S9",
    "R18": "average_members",
    "R19": "average_members",
    "R20": "S16",
    "R21": "S16",
    "R22": "S21",
    "R23": "S15",
    "R24": "S13",
    "R25": "S3",
    "R26": "S15",
    "R27": "S5",
    "R28": "S6",
    "R29": "S5",
    "R30": "S5",
    "R31": "S16",
    "R32": "S14",
    "R33": "S3",
}

_QUOTES = SENTENCES | {ruling: (SENTENCES | ROWS)[settled] for ruling, settled in RULINGS.items()}
SOURCES = frozenset(_QUOTES)


def quote(source: str) -> str:
    """The sentence behind "S22" or "R6"."""
    return _QUOTES[source]

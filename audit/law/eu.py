"""What do European data protection law and the AI Act ask, in our words?

`verified` is set where the text itself (or a verbatim transcript of it) was read. Secondary
sources, paraphrases and texts whose Official Journal version was not seen stay unverified.
"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_READ = date(2026, 11, 20)
_GDPR = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
_GDPR_START = date(2018, 5, 25)
_AI_ACT = "https://eur-lex.europa.eu/eli/reg/2024/1689/oj"
# Duties for Annex III systems; moved from 2 August 2026 by the Digital Omnibus (secondary sources).
_HIGH_RISK_START = date(2027, 12, 2)


def _gdpr(clause: str, says: str, *, read: bool) -> Citation:
    """Return one provision of the GDPR."""
    return Citation(
        name="GDPR",
        clause=clause,
        says=says,
        status=Status.LAW,
        url=_GDPR,
        start=_GDPR_START,
        last_verified=_READ if read else None,
        verified=read,
    )


def _ai_act(clause: str, says: str, *, read: bool, start: date = _HIGH_RISK_START) -> Citation:
    """Return one provision of the AI Act."""
    return Citation(
        name="AI Act",
        clause=clause,
        says=says,
        status=Status.LAW,
        url=_AI_ACT,
        start=start,
        last_verified=_READ if read else None,
        verified=read,
    )


GDPR_4_1 = _gdpr(
    "Art. 4(1)",
    "Personal data is any information about an identified or identifiable person; a name, a number, a location "
    "or a combination of features can identify.",
    read=True,
)
GDPR_4_5 = _gdpr(
    "Art. 4(5)",
    "Pseudonymised data can no longer be tied to a person without additional information, and that information is "
    "kept apart under technical and organisational measures.",
    read=True,
)
GDPR_5_1_C = _gdpr(
    "Art. 5(1)(c)",
    "Personal data is adequate, relevant and limited to what the purpose needs.",
    read=True,
)
GDPR_5_1_D = _gdpr(
    "Art. 5(1)(d)",
    "Personal data is accurate and, where necessary, kept up to date; wrong data is corrected or erased.",
    read=False,
)
GDPR_5_1_E = _gdpr(
    "Art. 5(1)(e)",
    "Personal data is kept in a form that identifies people for no longer than its purposes need; archives, research "
    "and statistics under Art. 89(1) may keep it longer, with safeguards.",
    read=True,
)
GDPR_6_1 = _gdpr(
    "Art. 6(1)",
    "Processing needs one of six bases: (a) consent, (b) a contract, (c) a legal obligation, (d) vital interests, "
    "(e) a task in the public interest, (f) legitimate interests that nothing overrides, children's interests above all.",
    read=True,
)
GDPR_9 = _gdpr(
    "Art. 9",
    "Data on racial or ethnic origin, political opinions, religion or belief, trade union membership, genetics, "
    "biometric identification, health, sex life or orientation may be processed only on one of the listed grounds.",
    read=True,
)
GDPR_10 = _gdpr(
    "Art. 10",
    "Data on criminal convictions and offences, or on security measures about them, is processed only under the control "
    "of official authority, or where Union or national law with safeguards allows it; a basis in Art. 6(1) is needed as well.",
    read=True,
)
GDPR_25 = _gdpr(
    "Art. 25",
    "Measures such as pseudonymisation and minimisation are built in from the design on, and by default only the data "
    "each purpose needs is processed.",
    read=True,
)
GDPR_32 = _gdpr(
    "Art. 32",
    "Security fits the risk; pseudonymisation and encryption are named among the measures.",
    read=False,
)
GDPR_35_7 = _gdpr(
    "Art. 35(7)",
    "An impact assessment describes the processing and its purposes, its necessity and proportionality, the risks to "
    "people, and the measures against them.",
    read=True,
)
GDPR_RECITAL_26 = _gdpr(
    "Recital 26",
    "Whether a person is identifiable takes in all means reasonably likely to be used, such as singling out, given "
    "their cost, the time they need and the technology of the day.",
    read=True,
)
GDPR_RECITAL_38 = _gdpr(
    "Recital 38",
    "Children merit specific protection: they may be less aware of risks, consequences, safeguards and their rights, above "
    "all where their data is used for marketing, for profiles, or comes from services offered to them.",
    read=True,
)

WP216 = Citation(
    name="WP29 Opinion 05/2014 (WP216)",
    clause="section 2.2.2",
    says="Anonymisation techniques are tested for three risks: singling out, linkability and inference. It sets no "
    "minimum for parameters such as k. The EDPB did not endorse it in 2018 and still cites it.",
    status=Status.GUIDANCE,
    url="https://ec.europa.eu/justice/article-29/documentation/opinion-recommendation/files/2014/wp216_en.pdf",
    start=date(2014, 4, 10),
    last_verified=_READ,
    verified=True,
)
AEPD_EDPS_HASH = Citation(
    name="AEPD and EDPS",
    clause="paper on hash functions, 2019",
    says="Hashing alone is a weak pseudonym where the hashed texts are few, have a known form, or stand beside other data: "
    "the risk of finding them again has to be analysed, and a secret key or random values lessen it.",
    status=Status.GUIDANCE,
    start=date(2019, 10, 30),
)

# Text read in the transcription of 13 May 2026 only, Official Journal number not seen; the start is the date of the
# consolidated text that others cite.
AI_ACT_4A = _ai_act(
    "Art. 4a",
    "Special categories may exceptionally be processed where strictly necessary to find and correct bias, under six "
    "conditions: no other data will do, limits on re-use, access control, no transfer, deletion, and a record of why. "
    "It replaces Art. 10(5).",
    read=False,
    start=date(2026, 7, 27),
)
AI_ACT_10_5 = Citation(
    name="AI Act",
    clause="Art. 10(5)",
    says="Providers of high-risk systems could have processed special categories where strictly necessary to find and correct "
    "bias. The Digital Omnibus deleted it before the duties around it applied; Art. 4a takes its place.",
    status=Status.LAW,
    url=_AI_ACT,
    start=date(2024, 8, 1),
    until=date(2026, 7, 26),
)
AI_ACT_10_2_F = _ai_act(
    "Art. 10(2)(f)",
    "Training, validation and test data of high-risk systems is examined for biases likely to harm health, safety or "
    "fundamental rights, or to lead to discrimination that is prohibited.",
    read=True,
)
AI_ACT_10_2_G = _ai_act(
    "Art. 10(2)(g)",
    "Appropriate measures detect, prevent and mitigate the biases found under point (f).",
    read=True,
)
AI_ACT_10_2_H = _ai_act(
    "Art. 10(2)(h)",
    "Gaps and shortcomings of the data that stand in the way of the regulation are identified, with how to address them.",
    read=True,
)
AI_ACT_10_3 = _ai_act(
    "Art. 10(3)",
    "Data is relevant, sufficiently representative and, to the best extent possible, free of errors and complete, with "
    "appropriate statistical properties for the persons or groups concerned.",
    read=True,
)
AI_ACT_15_1 = _ai_act(
    "Art. 15(1)",
    "High-risk systems reach an appropriate level of accuracy, robustness and cybersecurity throughout their life.",
    read=True,
)
AI_ACT_15_3 = _ai_act(
    "Art. 15(3)",
    "The levels of accuracy and the metrics they are measured by are declared in the instructions for use.",
    read=True,
)
AI_ACT_15_4 = _ai_act(
    "Art. 15(4)",
    "Systems that go on learning are built so that biased outputs do not come back as inputs (feedback loops).",
    read=True,
)
AI_ACT_15_5 = _ai_act(
    "Art. 15(5)",
    "High-risk systems resist attempts to alter their use, outputs or performance, attacks on data and model included.",
    read=False,
)
AI_ACT_ANNEX_IV_2_G = _ai_act(
    "Annex IV(2)(g)",
    "The technical documentation holds the validation and test procedures, the data used, the metrics for accuracy, "
    "robustness and potentially discriminatory impacts, and test reports dated and signed.",
    read=True,
)
AI_ACT_ANNEX_IV_3 = _ai_act(
    "Annex IV(3)",
    "The technical documentation holds what the system can and cannot do: its accuracy for the persons or groups it is meant "
    "for and overall, and the risks of discrimination that can be foreseen.",
    read=True,
)
AI_ACT_ANNEX_I = _ai_act(
    "Annex I",
    "For high-risk systems that are products, or parts of them, under the laws of Annex I the duties apply from 2 August 2028: the Digital "
    "Omnibus moved the day. Read in secondary sources; its number in the Official Journal was not seen.",
    read=False,
    start=date(2028, 8, 2),
)
EDPB_DPIA = Citation(
    name="EDPB template for impact assessments",
    clause="version 1.0 of 10 March 2026",
    says="Numbers the tables of an impact assessment: personal data per item (1.1.a), purposes, assets, risks, action plan, advice and "
    "decision. Published on 14 April 2026, in consultation until 9 June; the final version was not seen by November 2026.",
    status=Status.GUIDANCE,
    start=date(2026, 4, 14),
)

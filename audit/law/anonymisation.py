"""What do authorities and standards say about anonymous and pseudonymous data, in our words?

None of them sets a number for k. Drafts and texts that were read in summaries only say so.
"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_READ = date(2026, 11, 20)
_WP216 = "https://ec.europa.eu/justice/article-29/documentation/opinion-recommendation/files/2014/wp216_en.pdf"
_WP216_DAY = date(2014, 4, 10)

WP216_5_2 = Citation(
    name="WP29 Opinion 05/2014 (WP216)",
    clause="section 5.2",
    says="In most cases no minimum can be recommended for the parameters of a technique: each case is looked at by itself. "
    "So a number for k, l or t is the choice of whoever sets it.",
    status=Status.GUIDANCE,
    url=_WP216,
    start=_WP216_DAY,
    last_verified=_READ,
    verified=True,
)
WP216_TABLE_6 = Citation(
    name="WP29 Opinion 05/2014 (WP216)",
    clause="Table 6",
    says="For seven families of techniques it says whether singling out, linkability and inference are still a risk. It speaks of "
    "families, not of a file: no answer in it clears a release. The EDPB did not endorse the opinion in 2018; Guidelines 4/2019 cite it.",
    status=Status.GUIDANCE,
    url=_WP216,
    start=_WP216_DAY,
    last_verified=_READ,
    verified=True,
)
EDPB_01_2025 = Citation(
    name="EDPB Guidelines 01/2025",
    clause="pseudonymisation, version for consultation",
    says="Pseudonymised data stays personal data. Direct identifiers are replaced by a keyed function or a table of random codes within a "
    "stated domain, indirect ones are removed, made coarser or randomised. Read in quotations of its summary; in February 2026 it was "
    "reported as not adopted. The Digital Omnibus, COM(2025) 837, a proposal, would change what counts as personal for whom.",
    status=Status.GUIDANCE,
)
CJEU_C_413_23 = Citation(
    name="CJEU C-413/23 P",
    clause="EDPS v SRB, 4 September 2025",
    says="Pseudonymised data need not be personal for every recipient: it depends on the means that recipient has. The duty to inform is "
    "judged from the controller's side. The header and summaries were read, not the judgment.",
    status=Status.LAW,
    start=date(2025, 9, 4),
)
ICO_ANONYMISATION = Citation(
    name="ICO (United Kingdom)",
    clause="anonymisation guidance, 28 March 2025",
    says="Identifiability is a spectrum; the chance must be sufficiently remote, tested as a motivated intruder would, and looked at again "
    "as time passes. The page “at a glance” was read.",
    status=Status.GUIDANCE,
    start=date(2025, 3, 28),
    last_verified=_READ,
    verified=True,
)
ISO_27559 = Citation(
    name="ISO/IEC 27559",
    clause="clauses 6 to 9",
    says="Looks at the context of a release, then at the data, then at identifiability and its mitigation, and again later. Only the table "
    "of contents was read.",
    status=Status.CONVENTION,
)
EMA_0070 = Citation(
    name="EMA Policy 0070",
    clause="anonymisation of clinical reports, threshold 0.09",
    says="Either all three tests of WP216 are shown to fail, or the risk is analysed; in most circumstances a risk of at most 0.09 is "
    "accepted. Both options were read in secondary sources; the text that sets 0.09 was not read.",
    status=Status.GUIDANCE,
)

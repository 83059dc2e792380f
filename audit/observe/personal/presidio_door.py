"""What does one of Presidio's recognisers see in a value? The one place that imports Presidio."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer
    from presidio_analyzer.nlp_engine import NlpArtifacts

PHONE = "PhoneRecognizer"
ANY = "*"
"""Stands for any context word of the recogniser."""
PHONE_REGIONS = ("US", "GB", "DE", "FR", "IT", "ES", "NL", "PL", "PT", "IN", "BR")
"""Regions whose national numbers are looked for when no locale is named; `+` numbers are found in each of them."""
_LOGGERS = ("presidio-analyzer", "tldextract", "tldextract.cache", "tldextract.suffix_list", "filelock")
_LANGUAGE = "en"
_inside: ContextVar[bool] = ContextVar("inside", default=False)


class Span(NamedTuple):
    """Where a match begins and ends, how sure its recogniser is (0 to 1), and whether only its shape is known."""

    start: int
    end: int
    score: float
    shape: bool = False


class _Silence(logging.Filter):
    """Drops every record written while we look at values: Presidio quotes them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a record only if it was not caused by us."""
        return not _inside.get()


_SILENCE = _Silence()


@contextmanager
def silence() -> Iterator[None]:
    """Let no log record of Presidio or its dependencies out while values are looked at."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_SILENCE)
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


@cache
def build(name: str, region: str = "") -> EntityRecognizer:
    """Return a Presidio recogniser by class name, asked in English whatever its own language.

    `region` is for phone numbers only. Looking up public suffixes never uses the network or the disk.
    """
    from presidio_analyzer import predefined_recognizers

    if name == "EmailRecognizer":
        return _offline_email()
    if name == PHONE:
        return predefined_recognizers.PhoneRecognizer(supported_language=_LANGUAGE, supported_regions=(region,))
    made: EntityRecognizer = getattr(predefined_recognizers, name)(supported_language=_LANGUAGE)
    return made


def _offline_email() -> EntityRecognizer:
    """Return Presidio's e-mail recogniser with the public-suffix list that its package carries."""
    from presidio_analyzer.predefined_recognizers import EmailRecognizer
    from tldextract import TLDExtract

    extract = TLDExtract(cache_dir=None, suffix_list_urls=())

    class OfflineEmail(EmailRecognizer):
        """Presidio's e-mail recogniser; only the source of the suffix list differs."""

        def validate_result(self, pattern_text: str) -> bool:
            """Tell whether the domain has a public suffix."""
            return extract(pattern_text).fqdn != ""

    return OfflineEmail(supported_language=_LANGUAGE)


def spans(recogniser: EntityRecognizer, value: str) -> list[Span]:
    """Return what one recogniser finds in one value, before any context, as it says it.

    Some of Presidio's checks break on digits of other scripts, which is no verdict.
    """
    try:
        found = recogniser.analyze(value, recogniser.supported_entities, _nothing())
    except (KeyError, ValueError, IndexError):
        return []
    return [Span(one.start, one.end, float(one.score)) for one in found or ()]


@cache
def _nothing() -> NlpArtifacts:
    """Return what Presidio's no-op language engine says of any text."""
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    engine = NoOpNlpEngine(models=[{"lang_code": _LANGUAGE, "model_name": "no_op"}])
    engine.load()
    return engine.process_text("", _LANGUAGE)


class Boost(NamedTuple):
    """What a supporting context word does to a score: `least` or `score + added`, at most 1."""

    added: float = 0.0
    least: float = 0.0

    def of(self, score: float) -> float:
        """Return a score with the context taken into account."""
        return min(max(score + self.added, self.least), 1.0)


@lru_cache(maxsize=1024)
def boost(name: str, said: tuple[str, ...]) -> Boost:
    """Return what Presidio's own context rule gives a recogniser for these words, compared as whole words."""
    from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer

    wanted = build(name, PHONE_REGIONS[0] if name == PHONE else "").context
    # The rule is the same for every match of a column: asked once instead of copying each result.
    if not wanted or (ANY not in said and {word.lower() for word in said}.isdisjoint(word.lower() for word in wanted)):
        return Boost()
    rule = LemmaContextAwareEnhancer(context_matching_mode="whole_word")
    return Boost(rule.context_similarity_factor, rule.min_score_with_context_similarity)


@cache
def least_digits(region: str) -> int:
    """Return the least number of digits a valid phone number has when read in this region.

    From phonenumbers' metadata: the shortest national number, less the digits that the region
    adds by itself; a number dialled abroad has at least its exit code, a country code and 3 digits.
    """
    from phonenumbers import PhoneMetadata

    known = PhoneMetadata.metadata_for_region(region)
    if known is None or known.general_desc is None or not known.general_desc.possible_length:
        return 0
    added = sum(map(str.isdecimal, re.sub(r"\\\d", "", known.national_prefix_transform_rule or "")))
    return min(min(known.general_desc.possible_length) - added, _EXIT_CODE + 1 + _SHORTEST)


_EXIT_CODE = 2
_SHORTEST = 3


def knows_region(region: str) -> bool:
    """Tell whether phone numbers of a region are known."""
    from phonenumbers import SUPPORTED_REGIONS

    return region in SUPPORTED_REGIONS

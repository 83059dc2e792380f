"""Is it the hardware address of a device?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="MAC_ADDRESS",
    category="direct",
    says="hardware addresses of devices",
    presidio=("MacAddressRecognizer",),
    gate=Gate(needs=r"[0-9A-F]{2}[:-][0-9A-F]{2}[:-]|[0-9A-F]{4}\.[0-9A-F]{4}\."),
    header=("mac", "mac address", "macaddress", "hardware address", "ethernet"),
    examples=("00:1A:2B:3C:4D:5E", "00-1a-2b-3c-4d-5e", "001a.2b3c.4d5e"),
    counter_examples=("00:1A:2B:3C:4D", "00:1G:2B:3C:4D:5E", "12:30:45"),
)

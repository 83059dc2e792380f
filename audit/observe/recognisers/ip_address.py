"""Is it an address of a device on the internet?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IP_ADDRESS",
    category="direct",
    says="internet addresses of devices",
    presidio=("IpRecognizer",),
    gate=Gate(needs=r"\d\.\d{1,3}\.\d{1,3}\.\d|:[0-9A-F]{0,4}:"),
    header=(
        "ip", "ipv4", "ipv6", "ip address", "ipaddress", "ip addr", "ip adresse", "adresse ip", "direccion ip",
        "indirizzo ip",
    ),
    not_header=("version", "release", "build", "firmware", "time", "duration"),
    examples=("192.0.2.17", "2001:db8:85a3::8a2e:370:7334", "::ffff:192.0.2.128"),
    counter_examples=("192.0.2.317.1", "12:30:45", "1.2.3", "example.com"),
)  # fmt: skip

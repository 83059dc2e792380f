"""What must be added to a PDF of WeasyPrint so that it is PDF/A-3a and PDF/UA-1 at once? Four entries."""

from __future__ import annotations

from typing import Any, TypeAlias

Foreign: TypeAlias = Any  # an object of pydyf, which has no types

# PDF/A wants every schema it does not know described in the file; PDF/UA's mark is one of those.
UA_MARK = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def finish(pdf: Foreign) -> None:
    """Mark the metadata as PDF/UA-1, store it uncompressed, and say which cells each header is for."""
    objects = {item.number: item for item in pdf.objects}
    for item in pdf.objects:
        if _entry(getattr(item, "extra", None), "Type") == "/Metadata":
            _mark(item)
        if _entry(item, "S") == "/TH":
            _scope(item, objects)
        if getattr(item, "compress", False) and _ends_in_return(item):
            item.compress = False


def _ends_in_return(stream: Foreign) -> bool:
    """Tell whether the compressed bytes end in a carriage return.

    It and the line feed before `endstream` read as one line end, and the length no longer agrees.
    """
    return bool(stream.data.endswith(b"\r\nendstream"))


def _entry(item: Foreign, name: str) -> Foreign:
    """Return an entry of a dictionary object, None for other objects."""
    return item.get(name) if isinstance(item, dict) else None


def _mark(metadata: Foreign) -> None:
    """Insert PDF/UA's mark into the metadata stream."""
    metadata.compress = False
    metadata.stream = [part.replace(b"</rdf:RDF>", UA_MARK.encode("utf-8")) for part in metadata.stream]


def _scope(cell: Foreign, objects: dict[int, Foreign]) -> None:
    """Say whether a header cell heads a column (it stands in a THead) or a row."""
    row = _parent(cell, objects)
    section = _parent(row, objects)
    scope = "/Column" if _entry(section, "S") == "/THead" else "/Row"
    attributes = _entry(cell, "A")
    if isinstance(attributes, dict):
        attributes["Scope"] = scope
    else:
        cell["A"] = type(cell)({"O": "/Table", "Scope": scope})


def _parent(item: Foreign, objects: dict[int, Foreign]) -> Foreign:
    """Return the structure element above one, found by its reference `12 0 R`."""
    reference = _entry(item, "P")
    if reference is None:
        return None
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return objects.get(int(text.split()[0]))

"""How is a page written so that nothing in it can become code? As a tree; text is escaped where it is written out."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, tostring

Node = Element | str


def h(tag: str, attributes: Mapping[str, str] | None = None, /, *children: Node) -> Element:
    """One element with its attributes, words and elements."""
    element = Element(tag, dict(attributes or {}))
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return element


def document(root: Element) -> bytes:
    """The page in UTF-8, escaped."""
    return b"<!doctype html>\n" + tostring(root, encoding="unicode", method="html").encode()

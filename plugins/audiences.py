"""Which news is for my child's class? One page for each class and year group, and the list of them all."""

from collections.abc import Sequence
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.utils import slugify
from pelican.writers import Writer


def slug(name: str) -> str:
    """The address of an audience: "Year 4" stands at /audience/year-4/."""
    word: str = slugify(name, regex_subs=[(r"[^\w\s-]", ""), (r"[-\s]+", "-")])
    return word


class AudiencesGenerator(Generator):  # type: ignore[misc]  # pelican has no type information
    """Writes /audience/<name>/ for every class of school.toml that has news, and /audiences/."""

    def generate_output(self, writer: Writer) -> None:
        """Write the pages."""
        for name, word in self.context["AUDIENCES"]:
            writer.write_file(
                f"audience/{word}/index.html",
                self.get_template("audience"),
                self.context,
                audience=name,
                articles=[article for article in self.context["articles"] if name in article.post.audience],
                url=f"audience/{word}/",
            )
        writer.write_file("audiences/index.html", self.get_template("audiences"), self.context, url="audiences/")


def audiences_generator(_pelican: object) -> type[Generator]:
    """What Pelican asks for."""
    return AudiencesGenerator


def name_audiences(generators: Sequence[Any]) -> None:
    """Give every template the audiences that have a page, with their slugs, in the order of school.toml."""
    context = generators[0].context
    heard = {name for article in context["articles"] for name in article.post.audience}
    context["AUDIENCES"] = [(name, slug(name)) for name in context["SCHOOL"].classes if name in heard]


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(audiences_generator)
    signals.all_generators_finalized.connect(name_audiences)

"""NAME.meta.yml: what is known of a document beside its text."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from graph.errors import UnreadableSidecar
from graph.model.base import PartialDate
from graph.model.entities import DocumentGenre

SIDECAR_SUFFIX = ".meta.yml"

# YAML reads 2021-12-31 as a date and 2021 as a number; a sidecar means the words.
_Text = Annotated[str, BeforeValidator(lambda value: value if value is None else str(value)), Field(min_length=1)]
_Date = Annotated[PartialDate, BeforeValidator(str)]


class Sidecar(BaseModel):
    """What the sidecar says; it wins over what is read from the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Text | None = Field(None, description="The document's id, in place of the file's stem.")
    title: _Text | None = Field(None, description="The document's title.")
    speaker: _Text | None = Field(None, description="The organ that says 本部, 本會, 本署.")
    publisher: _Text | None = Field(None, description="The organ that published it.")
    published: _Date | None = Field(None, description="When it was published: YYYY, YYYY-MM or YYYY-MM-DD.")
    kind: DocumentGenre | None = Field(None, description="The document's genre.")
    edition: _Text | None = Field(None, description="Which edition or stage of it this is: 核定本, 法定預算.")
    source: _Text | None = Field(None, description="Where the file was taken from.")


def read_sidecar(document: Path) -> tuple[Sidecar, bytes]:
    """The sidecar of ``document`` with its bytes; an empty one where there is none.

    Raises: UnreadableSidecar, naming the file and the first thing wrong with it.
    """
    path = document.with_name(document.stem + SIDECAR_SUFFIX)
    if not path.exists():
        return Sidecar(), b""
    try:
        data = path.read_bytes()
        content = yaml.safe_load(data.decode("utf-8-sig"))
        return Sidecar.model_validate({} if content is None else content), data
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as exc:
        reason = " ".join(str(exc).split())
        raise UnreadableSidecar(f"'{path}' is no readable YAML ({reason}): mend or remove it.") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UnreadableSidecar(
            f"'{path}' cannot be used: {where}: {first['msg']}. Known keys: {', '.join(Sidecar.model_fields)}."
        ) from exc

"""Office files as the same bytes for the same input: dates inside pinned, packed in one way."""

import datetime
import io
import re
import zipfile

_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
UNDATED = datetime.date(2000, 1, 1)
_PACKED = (1980, 1, 1, 0, 0, 0)


def sealed(content: bytes, date: datetime.date | None) -> bytes:
    """Return an office file with its dates set and packed anew, workbooks inside it too.

    `content`: A ZIP archive as Office writes it.  `date`: created and modified; 1 January 2000
    where none is given.
    """
    stamp = f"{(date or UNDATED).isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.endswith(".xlsx"):
                part = sealed(part, date)
            elif entry.filename == "docProps/core.xml":
                part = _DATED.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            written = zipfile.ZipInfo(entry.filename, _PACKED)
            written.compress_type = zipfile.ZIP_DEFLATED
            written.external_attr = 0o600 << 16
            new.writestr(written, part)
    return out.getvalue()

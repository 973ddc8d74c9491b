"""Who advises: the name and contact that stand on what clients get."""

from __future__ import annotations

import sqlalchemy as sa

from advisor.store.engine import reading, writing
from advisor.store.records import ConsultantFields, checked
from advisor.store.rows import Rows
from advisor.store.schema import consultants


class Consultant(Rows):
    """The one consultant of an owner."""

    def get(self) -> ConsultantFields:
        """Return name and contact, both empty where none were kept yet."""
        asked = sa.select(consultants.c.name, consultants.c.contact).where(
            consultants.c.owner == self.owner
        )
        with reading(self.engine) as connection:
            row = connection.execute(asked).mappings().first()
        return ConsultantFields() if row is None else ConsultantFields(**row)

    def keep(self, name: str, contact: str) -> ConsultantFields:
        """Write name and contact in the place of those there were.

        Raises ``StoreError`` if one is too long or holds control characters.
        """
        given: ConsultantFields = checked(ConsultantFields, {"name": name, "contact": contact})
        with writing(self.engine) as connection:
            connection.execute(sa.delete(consultants).where(consultants.c.owner == self.owner))
            self.insert(connection, consultants, **given.model_dump())
        return given

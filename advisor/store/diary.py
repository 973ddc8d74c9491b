"""What was decided with a client, when to look again, and what came each month."""

from datetime import date

import sqlalchemy as sa

from advisor.errors import StoreError
from advisor.store.engine import reading, writing
from advisor.store.records import (
    Count,
    CountFields,
    Decision,
    DecisionFields,
    Review,
    ReviewFields,
    checked,
)
from advisor.store.rows import Rows, known
from advisor.store.schema import clients, counts, decisions, reviews, scenarios


class Diary(Rows):
    """Decisions, review dates and counts of one owner's clients."""

    def decisions(self, client_id: str) -> tuple[Decision, ...]:
        """Return a client's decisions, the latest first."""
        with reading(self.engine) as connection:
            order = (decisions.c.decided_on.desc(), decisions.c.made_at.desc())
            rows = self.of_client(connection, decisions, client_id, *order)
        return tuple(Decision(**known(row)) for row in rows)

    def decide(
        self,
        client_id: str,
        text: str,
        on: date,
        scenario_id: str | None = None,
        *,
        why: str = "",
        review_on: date | None = None,
    ) -> Decision:
        """Write a decision down, on a scenario of the same client or on none.

        `review_on`: when to look back on it: written down in the same step.  Raises ``StoreError``
        if a text is empty or too long, the review comes before the decision, or client or scenario
        were deleted.
        """
        given = checked(DecisionFields, {"text": text, "decided_on": on, "why": why})
        if review_on is not None and review_on < on:
            raise StoreError(
                f"Not saved: the review ({review_on}) is before the decision ({on}). Allowed: the "
                "same day or a later one."
            )
        with writing(self.engine) as connection:
            self.one(connection, clients, client_id, "client")
            if scenario_id is not None:
                row = self.one(connection, scenarios, scenario_id, "scenario")
                if row["client_id"] != client_id:
                    raise StoreError("Not saved: the scenario is another client's.")
            key = self.insert(
                connection, decisions, client_id=client_id, scenario_id=scenario_id,
                text=given.text, decided_on=given.decided_on, why=given.why,
            )  # fmt: skip
            if review_on is not None:
                self.insert(
                    connection, reviews, client_id=client_id, due_on=review_on, done_on=None,
                    note=given.text, decision_id=key,
                )  # fmt: skip
            return Decision(**known(self.one(connection, decisions, key, "decision")))

    def forget_decision(self, key: str) -> None:
        """Delete a decision, and its review date while that is open."""
        with writing(self.engine) as connection:
            self.drop(connection, decisions, key, "decision")
            connection.execute(
                sa.delete(reviews).where(
                    reviews.c.decision_id == key, reviews.c.owner == self.owner,
                    reviews.c.done_on.is_(None),
                )
            )  # fmt: skip

    def reviews(self, client_id: str) -> tuple[Review, ...]:
        """Return a client's review dates: open ones by date, then those done."""
        with reading(self.engine) as connection:
            rows = self.of_client(connection, reviews, client_id, reviews.c.due_on)
        found = [Review(**known(row)) for row in rows]
        return tuple(sorted(found, key=lambda r: (r.done_on is not None, r.due_on)))

    def plan_review(self, client_id: str, on: date, note: str = "") -> Review:
        """Write a review date down.

        Raises ``StoreError`` if the note is too long or the client was deleted.
        """
        given = checked(ReviewFields, {"due_on": on, "note": note})
        with writing(self.engine) as connection:
            self.one(connection, clients, client_id, "client")
            key = self.insert(
                connection, reviews, client_id=client_id, due_on=given.due_on, note=given.note,
                done_on=None,
            )  # fmt: skip
            return Review(**known(self.one(connection, reviews, key, "review date")))

    def close_review(self, key: str, on: date) -> Review:
        """Mark a review as done; one that is done already stays as it is."""
        with writing(self.engine) as connection:
            connection.execute(
                sa.update(reviews)
                .where(
                    reviews.c.id == key, reviews.c.owner == self.owner, reviews.c.done_on.is_(None)
                )
                .values(done_on=on)
            )
            return Review(**known(self.one(connection, reviews, key, "review date")))

    def forget_review(self, key: str) -> None:
        """Delete a review date."""
        with writing(self.engine) as connection:
            self.drop(connection, reviews, key, "review date")

    def counts(self, client_id: str) -> tuple[Count, ...]:
        """Return what came each month, the earliest first."""
        with reading(self.engine) as connection:
            rows = self.of_client(connection, counts, client_id, counts.c.month)
        return tuple(Count(**known(row)) for row in rows)

    def count(
        self,
        client_id: str,
        month: date,
        customers: int,
        money: float | None = None,
        note: str = "",
        *,
        currency: str = "",
    ) -> Count:
        """Write down what came in the month of a day.

        Raises ``StoreError`` if a number is not allowed, that month is written down already, or the
        client was deleted.
        """
        month = month.replace(day=1)
        spent = None if money is None else round(100 * money)
        given = checked(
            CountFields,
            {"month": month, "customers": customers, "money_hundredths": spent, "note": note,
             "currency": currency},
        )  # fmt: skip
        with writing(self.engine) as connection:
            self.one(connection, clients, client_id, "client")
            known_months = {
                row["month"]: row for row in self.of_client(connection, counts, client_id)
            }
            if month in known_months:
                raise StoreError(
                    f"Not saved: {month:%B %Y} is written down already, with "
                    f"{known_months[month]['customers']:,} new customers. Take that out first."
                )
            key = self.insert(connection, counts, client_id=client_id, **given.model_dump())
            return Count(**known(self.one(connection, counts, key, "count")))

    def forget_count(self, key: str) -> None:
        """Delete what came in a month."""
        with writing(self.engine) as connection:
            self.drop(connection, counts, key, "count")

"""How sure a recommendation is: simulations, what knowing more would bring, grades of evidence."""

from collections.abc import Mapping

from advisor.explain.export_words import PARTS, words
from advisor.explain.names import GRADES
from advisor.explain.palette import FAMILY_COLOURS, GRADE_COLOURS
from advisor.explain.section import Column, Drawing, Section, Table
from advisor.explain.wording import estimate, percent
from advisor.report.call import clearness
from advisor.report.ways import one_mix
from advisor.results import Recommendation


def judged_share(r: Recommendation) -> str:
    """Say what share of the outcome rests on measured figures, and what on our judgement."""
    share = round(100 * r.evidence.get("judgement", 0.0))
    return words("judged", measured=100 - share, judged=share) if r.evidence else ""


def knowing(r: Recommendation) -> list[str]:
    """Say what knowing every figure would bring, and how near the mix is to the best there is."""
    sentences = [r.optimality.claim]
    if r.perfect_knowledge is not None:
        gain = r.perfect_knowledge.gain.net_contribution
        sentences.insert(
            0,
            words("knowing", gain=estimate(gain, r.currency), currency=r.currency)
            if gain > 0
            else words("knowing_nothing"),
        )
    return sentences


def sure(r: Recommendation) -> Section:
    """Return in how many simulations the advice stays, and what it rests on."""
    sentences = [judged_share(r), *knowing(r)]
    drawing, notes = None, tuple[str, ...]()
    shares = [(c, c.share_of_worlds) for c in r.channels if c.share_of_worlds]
    if shares:
        ranked = sorted(shares, key=lambda pair: (-(pair[1] or 0.0), pair[0].channel))[:10]
        drawing = Drawing(
            "bars", tuple(c.name if c.in_mix else f"{c.name} (not now)" for c, _ in ranked),
            (("Share of simulations, %", tuple(100 * (s or 0.0) for _, s in ranked)),),
            unit="% of the simulations", colours=tuple(FAMILY_COLOURS[c.family] for c, _ in ranked),
            alt="; ".join(f"{c.name} {percent(s or 0.0)}" for c, s in ranked),
        )  # fmt: skip
        notes = (words("worlds", worlds=r.worlds),)
    title = clearness(r) or judged_share(r)
    if one_mix(r) and r.strategy.call is not None and r.strategy.shares is not None:
        share = percent(r.strategy.shares.get(r.strategy.call, 0.0))
        title = words("sure_one", share=share, worlds=r.worlds)
    return Section("sure", PARTS["sure"], title.rstrip("."), tuple(s for s in sentences if s),
                   drawing=drawing, notes=notes)  # fmt: skip


def evidence(r: Recommendation) -> Section:
    """Return what share of the outcome rests on each grade of evidence."""
    return graded(r.evidence, "of the outcome rests on our judgement", "Share of the outcome, %")


def graded(shares: Mapping[str, float], finding: str, head: str) -> Section:
    """Return shares by grade, judgement last; `finding` ends the title, `head` names a share."""
    percents = {g: 100 * shares[g] for g in GRADE_COLOURS if shares.get(g, 0.0) > 0.0}
    rows = tuple((GRADES[g][0].upper() + GRADES[g][1:], v) for g, v in percents.items())
    title = f"{100 * shares.get('judgement', 0.0):.0f} % {finding}"
    labels, values = tuple(name for name, _ in rows), tuple(percents.values())
    return Section(
        "evidence", PARTS["sure"], title, (words("grades_note"),),
        table=Table((Column("Evidence"), Column(head, "%")), rows, summed=(1,)),
        drawing=Drawing("bars", labels, ((head, values),), unit=head,
                        colours=tuple(GRADE_COLOURS[g] for g in percents),
                        alt=f"{title}. " + "; ".join(f"{GRADES[g]} {v:.0f} %"
                                                     for g, v in percents.items())),
        place="appendix",
    )  # fmt: skip

"""What of a week is told, and in which order: movers, takeaways with their tags, pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from reports import claims, formats
from reports.acts import Act, acts_of, heaviest
from reports.check import Claim, lone_source
from reports.facts import RULES, Facts
from reports.printed import Place
from reports.rows import GoneQuiet, PairWeek

MOST_TAKEAWAYS = 5
CONTINUES_WITHIN_DAYS = 28
LOOK_BACK_LEAST = 8


@dataclass(frozen=True)
class PairOfWeek:
    """A pair with its row of the week and its acts: counted ones, and all that are shown."""

    codes: tuple[str, str]
    row: PairWeek | None
    counted: tuple[Act, ...]
    shown: tuple[Act, ...]

    @property
    def change(self) -> float | None:
        """Change of the pair's index on last week; nothing where the page gives none."""
        return self.row.index_change_1w if self.row is not None and self.row.is_given else None

    @property
    def is_watched(self) -> bool:
        """Whether it has a change, on five counted events or more."""
        return (
            self.change is not None
            and self.row is not None
            and self.row.n_events >= RULES["events_for_a_mover"]
        )

    @property
    def is_entering(self) -> bool:
        """Whether it has a value and as many events, but no change, having none last week."""
        return (
            self.row is not None
            and self.row.has_value
            and self.row.index_change_1w is None
            and self.row.n_events >= RULES["events_for_a_mover"]
        )

    @property
    def weight(self) -> float:
        """The sizes of its counted acts' intensities, summed."""
        return sum(abs(float(act.first.intensity)) for act in self.counted)

    @property
    def is_mover(self) -> bool:
        """Whether it is watched and its change is no small one, which would be no news."""
        return self.is_watched and abs(self.change or 0.0) >= RULES["points_of_a_move"]


def pairs_of_week(facts: Facts) -> list[PairOfWeek]:
    """The pairs of the week: movers by size of change, then the others by number of events.

    A pair that had no value last week has no change, whatever happened in it; where more weight of
    events lies on it than on any mover, it comes before them.
    """
    week = facts.week
    shown: dict[tuple[str, str], list[Act]] = {}
    for act in acts_of(week, week.week_keys):
        shown.setdefault(act.pair, []).append(act)
    pairs = [
        PairOfWeek(
            codes,
            week.pair_weeks.get((*codes, week.week)),
            tuple(act for act in acts if act.first.is_counted),
            tuple(acts),
        )
        for codes, acts in shown.items()
    ]
    moved = max((pair.weight for pair in pairs if pair.is_mover), default=0.0)
    return sorted(pairs, key=lambda pair: (not _leads(pair, moved), *_by_rank(pair)))


def _leads(pair: PairOfWeek, weight_of_movers: float) -> bool:
    return pair.is_entering and pair.weight > weight_of_movers > 0


def _by_rank(pair: PairOfWeek) -> tuple[bool, float, int, int, tuple[str, str]]:
    size = abs(pair.change or 0.0) if pair.is_mover else 0.0
    return (not pair.is_mover, -size, -len(pair.counted), -len(pair.shown), pair.codes)


def main_acts(pair: PairOfWeek) -> list[Act]:
    """The one or two acts that tell a pair's week, heaviest first.

    Of a mover they are those in the direction of its change, where there are some; an act that
    weighs nothing is told only where nothing else is. The second comes from the other side where
    that acted alone, else it is one of another kind: the same is not told twice.
    """
    ordered = heaviest(pair.counted)
    if pair.change is not None and pair.is_mover:
        down = pair.change < 0
        with_it = [act for act in ordered if ((act.contribution or 0.0) < 0) == down]
        ordered = with_it or ordered
    ordered = [act for act in ordered if act.first.intensity] or ordered
    if not ordered:
        return []
    first = ordered[0]
    others = [act for act in ordered[1:] if act.first.source_actor != first.first.source_actor]
    kind = (first.first.counted_type, first.first.mode)
    unlike = [act for act in ordered[1:] if (act.first.counted_type, act.first.mode) != kind]
    return [first, *(others or unlike)[:1]]


@dataclass(frozen=True)
class Told:
    """A takeaway before it is written."""

    tag: str | None
    claim: Claim
    pair: PairOfWeek | None = None
    quiet: GoneQuiet | None = None


def takeaways(pairs: Sequence[PairOfWeek], facts: Facts) -> list[Told]:
    """At most five: movers, new contacts, silences, then the pairs with most events."""
    told: list[Told] = []
    if not facts.week.quality.is_read:
        told.append(Told(None, claims.not_read(facts)))
    contacts = {(contact.actor_a, contact.actor_b) for contact in facts.week.new_contacts}
    first = leading(pairs)
    told += [_told(pair, facts) for pair in first]
    fresh = [pair for pair in pairs if pair.codes in contacts and pair not in first]
    for pair in fresh[:2]:
        main = main_acts(pair)[:1]
        said = [claims.tell(main[0], facts, strong=True), *claims.sources(main, facts)]
        if pair.change is None:
            said.append(claims.new_contact(pair.counted, facts))
        told.append(Told("New contact", claims.join(said), pair))
    for quiet in facts.week.gone_quiet[: MOST_TAKEAWAYS - min(len(told), MOST_TAKEAWAYS)]:
        last = acts_of(facts.week, [quiet.last_event_key])
        if last:
            tag = "Quiet" if quiet.n_read_weeks_silent == RULES["quiet_weeks"] else "Continues"
            told.append(Told(tag, claims.gone_quiet(quiet, last[0], facts), quiet=quiet))
    for pair in pairs:
        if len(told) >= MOST_TAKEAWAYS:
            break
        if pair not in (*first, *fresh[:2]) and pair.counted:
            told.append(_told(pair, facts))
    return _without_idle_tags(told[:MOST_TAKEAWAYS])


def headline(told: Sequence[Told], facts: Facts) -> Claim:
    """The headline: what the first takeaway tells, and the move the other way if one is told."""
    if not facts.week.totals.n_events:
        return claims.headline_empty(facts)
    if not facts.week.quality.is_read:
        return claims.headline_unread(facts)
    first = told[0]
    if first.pair is None:
        assert first.quiet is not None  # noqa: S101  a takeaway of a week that was read has one
        return claims.headline_of_silence(first.quiet, facts)
    if not first.pair.is_mover:
        return claims.headline_of_act(main_acts(first.pair)[0], facts)
    moves = [first.pair]
    is_down = (first.pair.change or 0.0) < 0
    others = [item.pair for item in told if item.pair is not None and item.pair.is_mover]
    moves += [pair for pair in others if ((pair.change or 0.0) < 0) != is_down][:1]
    return claims.headline_of_moves(
        [(pair.row, pair.counted) for pair in moves if pair.row is not None], facts
    )


def leading(pairs: Sequence[PairOfWeek]) -> list[PairOfWeek]:
    """The pairs told first: up to three movers, and one that comes before them for its weight."""
    movers = [pair for pair in pairs if pair.is_mover]
    ahead = [pair for pair in pairs[:1] if movers and not pair.is_mover]
    return [*ahead, *movers[:3]]


def _without_idle_tags(told: Sequence[Told]) -> list[Told]:
    """The takeaways without the tag "Continues" where all have it: it then tells none apart."""
    if len(told) > 1 and all(item.tag == "Continues" for item in told):
        return [replace(item, tag=None) for item in told]
    return list(told)


def _told(pair: PairOfWeek, facts: Facts) -> Told:
    return _of_mover(pair, facts) if pair.is_mover else _of_pair(pair, facts)


def _of_mover(pair: PairOfWeek, facts: Facts) -> Told:
    main = main_acts(pair)
    tag = tag_of(main[0], facts)
    said = _main_told(main, tag, facts)
    said += [*claims.sources(main, facts), _index_moved(pair, facts)]
    return Told(tag, claims.join(said), pair)


def _of_pair(pair: PairOfWeek, facts: Facts) -> Told:
    main = main_acts(pair)
    tag = tag_of(main[0], facts) if facts.week.quality.is_read else None
    said = _main_told(main, tag, facts)
    row = pair.row
    if pair.is_watched:
        said += [*claims.sources(main, facts), _index_moved(pair, facts)]
    elif row is not None and row.n_events > len(main):
        counted = claims.pair_counted(row, pair.counted, facts)
        if f"by {lone_source(main[0].first, facts)} alone" not in counted.text:
            said += claims.sources(main, facts)
        said.append(counted)
    else:
        said += claims.sources(main, facts)
    return Told(tag, claims.join(said), pair)


def _index_moved(pair: PairOfWeek, facts: Facts) -> Claim:
    assert pair.row is not None  # noqa: S101  a pair with a change has a row
    anchor = f"why-{pair_anchor(pair.codes)}"
    return claims.index_moved(pair.row, pair.counted, facts, anchor)


def _main_told(main: Sequence[Act], tag: str | None, facts: Facts) -> list[Claim]:
    first = claims.tell(main[0], facts, strong=True)
    rest = [claims.tell(act, facts) for act in main[1:]]
    return [first, *([claims.first_of_class(main[0], facts)] if tag == "Shift" else []), *rest]


def tag_of(act: Act, facts: Facts) -> str | None:
    """Shift or Continues, by the history of the act's class in its direction; else nothing.

    On fewer than eight weeks read there is no history to go by.
    """
    event = act.first
    history = facts.week.classes.get((event.source_actor, event.target_actor, event.quad_class))
    if history is None or history.n_weeks_looked_back < LOOK_BACK_LEAST:
        return None
    if history.last_week is not None and history.last_week >= facts.week.week - timedelta(
        days=CONTINUES_WITHIN_DAYS
    ):
        return "Continues"
    if not history.has_precedent and history.n_weeks_looked_back >= LOOK_BACK_LEAST:
        return "Shift"
    return None


def pair_anchor(codes: tuple[str, str]) -> str:
    """Anchor of a pair: its codes, sorted."""
    return Place("-".join(formats.slug(code) for code in codes))

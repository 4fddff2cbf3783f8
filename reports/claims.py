"""Every sentence of a page that says something of the week, made from events and cells.

A function here takes the facts and what the sentence is about, and gives a claim: its words, its
marks, and the events and cells that it rests on. None of these is printed before `check.require`
has read it. Same facts, same words.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from reports import formats
from reports.acts import Act, remark_on_copies
from reports.check import Claim, Mark, Words, lone_source
from reports.facts import RULES, Facts, rule
from reports.phrases import Phrase, phrase
from reports.printed import Cell, Checked, Number
from reports.rows import DyadWeek, GoneQuiet, PairWeek
from reports.speakers import on_whose_word
from reports.view import Sentence

LONGEST_HEADLINE = 90
QUAD_NAMES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def join(claims: Sequence[Claim]) -> Claim:
    """Claims one after the other, as one."""
    parts: list[Words | Mark] = []
    for number, claim in enumerate(claims):
        parts += [Words(" "), *claim.parts] if number else claim.parts
    return Claim(
        tuple(parts),
        tuple(key for claim in claims for key in claim.event_keys),
        tuple(cell for claim in claims for cell in claim.cells),
        tuple(person for claim in claims for person in claim.persons),
        tuple(excerpt for claim in claims for excerpt in claim.excerpts),
    )


def name(facts: Facts, code: str) -> str:
    """Name of an actor as it stands in a sentence."""
    return facts.name(code)


def pair_label(facts: Facts, pair: tuple[str, str]) -> str:
    """Name of a pair."""
    return formats.pair_name(name(facts, pair[0]), name(facts, pair[1]))


def tell(act: Act, facts: Facts, *, strong: bool = False) -> Claim:
    """Who did what to whom, on which day, with its mark; `sources` says who reports it alone."""
    told = _phrase(act, facts)
    parts: list[Words | Mark] = [Words(formats.sentence_case(told.head), strong=strong)]
    day, voice = _on_its_day(act, facts), on_whose_word(act, facts)
    rest = f"{day} {told.tail}" if told.tail else day
    parts += [Words(f"{rest}{voice.text}."), Mark(act.keys[0])]
    return Claim(tuple(parts), act.keys, (), voice.persons, _excerpts(told))


def _phrase(act: Act, facts: Facts) -> Phrase:
    """The clause of an act, found once: a page tells some acts in several places."""
    known = facts.phrases.get(act)
    if known is None:
        known = facts.phrases[act] = phrase(act, facts.week.actors)
    return known


def name_act(act: Act, facts: Facts) -> Claim:
    """The act in a few words, for a list whose lines lead to its row."""
    told = _phrase(act, facts)
    words = formats.sentence_case(told.head) + _on_its_day(act, facts)
    words += f" {told.tail}" if told.tail else ""
    voice = on_whose_word(act, facts)
    return Claim((Words(words + voice.text),), act.keys, (), voice.persons, _excerpts(told))


def _excerpts(told: Phrase) -> tuple[str, ...]:
    return (told.tail,) if told.tail else ()


def _on_its_day(act: Act, facts: Facts) -> str:
    """ " on Monday", where a report says so of a day of this week."""
    if act.has_day and act.first.event_week == facts.week.week:
        return f" on {formats.weekday(act.first.counted_date)}"
    return ""


def sources(acts: Sequence[Act], facts: Facts) -> list[Claim]:
    """The reservation at the end: which of one or two acts a single source reports; else nothing.

    It stands after facts and measure, once for both where both have the same source.
    """
    lone = [lone_source(act.first, facts) for act in acts]
    known = [
        f"{source} alone{remark_on_copies(act.reports)}"
        for source, act in zip(lone, acts, strict=True)
        if source is not None
    ]
    if not known:
        return []
    if len(acts) == 1:
        said = f"Reported by {known[0]}."
    elif len(known) == 1:
        said = f"The {'former' if lone[0] else 'latter'} is reported by {known[0]}."
    elif known[0] == known[1]:
        said = f"Both are reported by {known[0]}."
    else:
        said = f"The former is reported by {known[0]}, the latter by {known[1]}."
    return [Claim((Words(said),), _keys(acts))]


def told_with_sources(acts: Sequence[Act], facts: Facts) -> Claim:
    """One act or two, and which of them a single source reports."""
    return join([*(tell(act, facts) for act in acts), *sources(acts, facts)])


def pair_cell(pair: PairWeek, column: str, form: str) -> Cell:
    """A cell of a pair's week."""
    return Cell(
        "fct_pair_week", (pair.actor_a, pair.actor_b, pair.event_week.isoformat()), column, form
    )


def dyad_cell(dyad: DyadWeek, column: str, form: str) -> Cell:
    """A cell of a direction's week."""
    return Cell(
        "fct_dyad_week",
        (dyad.source_actor, dyad.target_actor, dyad.event_week.isoformat()),
        column,
        form,
    )


def quality_cell(facts: Facts, column: str, form: str) -> Cell:
    """A cell of the week's data quality."""
    return Cell("fct_data_quality_week", (facts.week.week.isoformat(),), column, form)


def total_cell(facts: Facts, column: str, form: str) -> Cell:
    """A cell of the week's totals."""
    return Cell("totals", (facts.week.week.isoformat(),), column, form)


def index_moved(pair: PairWeek, acts: Sequence[Act], facts: Facts, anchor: str) -> Claim:
    """From where to where a pair's index went, or that it held; the change leads to its parts."""
    before = facts.week.pair_weeks[pair.actor_a, pair.actor_b, pair.event_week - timedelta(days=7)]
    old, new = pair_cell(before, "index", "index"), pair_cell(pair, "index", "index")
    moved = pair_cell(pair, "index_change_1w", "change")
    change = pair.index_change_1w or 0.0
    label = pair_label(facts, (pair.actor_a, pair.actor_b))
    if formats.points(change) == formats.points(0.0):
        held = f"The index of {label} is unchanged at {facts.printed(new)}."
        return Claim((Words(held),), _keys(acts[:1]), (new,))
    if abs(change) >= RULES["points_of_a_move"]:
        way = (
            f"{'fell' if change < 0 else 'rose'} from {facts.printed(old)} to {facts.printed(new)}"
        )
    else:
        way = f"is little changed at {facts.printed(new)}"
    return Claim(
        (
            Words(f"The index of {label} {way} ("),
            Words(facts.printed(moved), anchor=anchor),
            Words(")."),
        ),
        _keys(acts[:1]),
        (old, new, moved),
    )


def pair_counted(pair: PairWeek, acts: Sequence[Act], facts: Facts) -> Claim:
    """How many events are counted between two sides, and from how many sources."""
    events, sources = (
        pair_cell(pair, "n_events", "word"),
        pair_cell(pair, "n_sources", "word"),
    )
    counted = f"Between them {facts.printed(events)} events are counted"
    names = {lone_source(act.first, facts) for act in acts}
    if pair.n_sources == 1 and len(names) == 1 and None not in names:
        every = "both" if pair.n_events == 2 else "all"
        said = f"{counted}, {every} reported by {names.pop()} alone."
        return Claim((Words(said),), _keys(acts), (events,))
    said = (
        f"{counted}, from {facts.printed(sources)} "
        f"{formats.plural(pair.n_sources, 'source', 'sources')}."
    )
    return Claim((Words(said),), _keys(acts), (events, sources))


def headline_of_moves(moves: Sequence[tuple[PairWeek, Sequence[Act]]], facts: Facts) -> Claim:
    """The headline: the pairs that moved most, one down and one up, by how much."""
    said: list[str] = []
    cells: list[Cell] = []
    keys: list[str] = []
    for pair, acts in moves:
        cell = pair_cell(pair, "index_change_1w", "points")
        way = "down" if (pair.index_change_1w or 0.0) < 0 else "up"
        label = pair_label(facts, (pair.actor_a, pair.actor_b))
        said.append(f"{label} {way} {facts.printed(cell)}{'' if said else ' points'}")
        cells.append(cell)
        keys += _keys(acts)
    return Claim((Words("; ".join(said)),), tuple(keys), tuple(cells))


def headline_of_act(act: Act, facts: Facts) -> Claim:
    """The headline of a week without moves: what weighed most in it."""
    told = _phrase(act, facts)
    tail = told.tail if len(told.text) <= LONGEST_HEADLINE else ""
    voice = on_whose_word(act, facts)
    words = formats.sentence_case(f"{told.head} {tail}" if tail else told.head) + voice.text
    source = lone_source(act.first, facts)
    copies = remark_on_copies(act.reports)
    words += f"{';' if voice.text else ','} reported by {source} alone{copies}" if source else ""
    return Claim((Words(words),), act.keys, (), voice.persons, (tail,) if tail else ())


def headline_of_silence(quiet: GoneQuiet, facts: Facts) -> Claim:
    """The headline of a week of which the first thing to tell is that a usual pair is silent."""
    key = (quiet.actor_a, quiet.actor_b)
    weeks = Cell("gone_quiet", key, "n_read_weeks_silent", "word")
    said = f"{pair_label(facts, key)}: no events for {facts.printed(weeks)} weeks read"
    return Claim((Words(said),), (quiet.last_event_key,), (weeks,))


def headline_unread(facts: Facts) -> Claim:
    """The headline of a week that was not read."""
    read, whole = quality_cell(facts, "n_days_read", "them"), rule("days_in_week")
    events = total_cell(facts, "n_events", "word")
    said = (
        f"Not read: {facts.printed(read)} of {facts.printed(whole)} days, "
        f"{facts.printed(events)} {formats.plural(facts.value(events), 'event', 'events')}"
    )
    return Claim((Words(said),), (), (read, whole, events))


def headline_empty(facts: Facts) -> Claim:
    """The headline of a week without a counted event."""
    return Claim((Words("No event was counted"),))


def not_read(facts: Facts) -> Claim:
    """Why the page of this week gives no index."""
    read, whole = quality_cell(facts, "n_days_read", "them"), rule("days_in_week")
    least = rule("days_for_a_read_week")
    return Claim(
        (
            Words("Not read.", strong=True),
            Words(
                f" Articles were read on {facts.printed(read)} of {facts.printed(whole)} days, "
                f"and a week counts as read with {facts.printed(least)}. The events found and "
                "their evidence stand below; no index, no change and no mover is given."
            ),
        ),
        (),
        (read, whole, least),
    )


def first_of_class(act: Act, facts: Facts) -> Claim:
    """That an event is the first of its class in so many weeks read."""
    event = act.first
    cell = Cell(
        "classes",
        (event.source_actor, event.target_actor, str(event.quad_class)),
        "n_weeks_looked_back",
        "word",
    )
    source, target = name(facts, event.source_actor), name(facts, event.target_actor)
    said = (
        f"It is the first {QUAD_NAMES[event.quad_class]} of {source} towards {target} in "
        f"{facts.printed(cell)} weeks read."
    )
    return Claim((Words(said),), act.keys, (cell,))


def new_contact(acts: Sequence[Act], facts: Facts) -> Claim:
    """That two sides had no event in the weeks before."""
    cell = rule("new_contact_weeks")
    said = (
        f"No event was counted between them in the {facts.printed(cell)} weeks read before, so no "
        "change in their index is given."
    )
    return Claim((Words(said),), _keys(acts), (cell,))


def gone_quiet(quiet: GoneQuiet, last: Act, facts: Facts) -> Claim:
    """That nothing is counted between two sides where something was usual."""
    key = (quiet.actor_a, quiet.actor_b)
    without = Cell("gone_quiet", key, "n_read_weeks_silent", "word")
    usual = Cell("gone_quiet", key, "usual_events", "times")
    weeks = Cell("gone_quiet", key, "n_usual_weeks", "word")
    label = pair_label(facts, key)
    source = lone_source(last.first, facts)
    copies, voice = remark_on_copies(last.reports), on_whose_word(last, facts)
    return Claim(
        (
            Words(f"{label}: no events for {facts.printed(without)} weeks read", strong=True),
            Words(
                f", where {facts.printed(usual)} a week were usual in the {facts.printed(weeks)} "
                f"weeks read before. The last was on {formats.full_day(last.first.counted_date)}"
                + voice.text
                + (f", reported by {source} alone{copies}." if source else ".")
            ),
            Mark(last.keys[0]),
        ),
        last.keys,
        (without, usual, weeks),
        voice.persons,
    )


def not_listed(largest: tuple[PairWeek, Sequence[Act]] | None, facts: Facts) -> Claim | None:
    """What the list of movers leaves out: too few events, or no change; the largest case named."""
    below = total_cell(facts, "n_pairs_below_floor", "word")
    without = total_cell(facts, "n_pairs_without_change", "word")
    said: list[str] = []
    cells: list[Cell] = []
    keys: tuple[str, ...] = ()
    if facts.value(below) and largest is not None:
        pair, acts = largest
        floor = rule("events_for_a_mover")
        moved = pair_cell(pair, "index_change_1w", "change")
        pairs = formats.plural(facts.value(below), "pair", "pairs")
        said.append(
            f"{facts.printed(below)} {pairs} with a change on fewer than {facts.printed(floor)} "
            f"events (largest: {pair_label(facts, (pair.actor_a, pair.actor_b))}, "
            f"{facts.printed(moved)})"
        )
        cells += [below, floor, moved]
        keys = _keys(acts)
    if facts.value(without):
        pairs = formats.plural(facts.value(without), "pair", "pairs")
        said.append(f"{facts.printed(without)} {pairs} without a value last week, so no change")
        cells.append(without)
    if not said:
        return None
    return Claim((Words(f"Not listed: {'; '.join(said)}."),), keys, tuple(cells))


def directions(dyads: Sequence[DyadWeek], acts: Sequence[Act], facts: Facts) -> Claim:
    """The finding of a pair's panels: where each side's index stands, and how it went there."""
    said: list[str] = []
    cells: list[Cell] = []
    for number, dyad in enumerate(dyads):
        cell = dyad_cell(dyad, "index", "index")
        source, target = name(facts, dyad.source_actor), name(facts, dyad.target_actor)
        opening = "The index of" if number == 0 else "that of"
        verb = _went(dyad.index_change_1w)
        said.append(f"{opening} {source} towards {target} {verb} {facts.printed(cell)}")
        cells.append(cell)
    return Claim((Words(", ".join(said)),), _keys(acts[:1]), tuple(cells))


def _went(change: float | None) -> str:
    if change is None:
        return "stands at"
    if abs(change) < RULES["points_of_a_move"]:
        return "holds at"
    return "rose to" if change > 0 else "fell to"


def panel_described(dyads: Sequence[DyadWeek], acts: Sequence[Act], facts: Facts) -> Claim:
    """What a panel shows, for those who don't see it: first, lowest, highest and last value."""
    valued = [dyad for dyad in dyads if dyad.index is not None]
    by_value = sorted(valued, key=lambda dyad: (dyad.index or 0.0, dyad.event_week))
    cells = tuple(
        dyad_cell(dyad, "index", "index")
        for dyad in (valued[0], by_value[0], by_value[-1], valued[-1])
    )
    first, low, high, last = (facts.printed(cell) for cell in cells)
    source, target = name(facts, dyads[0].source_actor), name(facts, dyads[0].target_actor)
    said = (
        f"Index of {source} towards {target}: first {first}, lowest {low}, highest {high}, "
        f"last {last}. The figures stand in the table below."
    )
    return Claim((Words(said),), _keys(acts[:1]), cells)


def landmark(act: Act, facts: Facts) -> Claim:
    """A line under a panel: the week, and what weighed most in it."""
    week = formats.week_short(act.first.event_week)
    told, voice = _phrase(act, facts), on_whose_word(act, facts)
    said = f"{week}: {told.text}{voice.text}"
    return Claim((Words(said),), act.keys, (), voice.persons, _excerpts(told))


def matrix_finding(dyad: DyadWeek, acts: Sequence[Act], facts: Facts) -> Claim:
    """The direction with most events."""
    events, whole = dyad_cell(dyad, "n_events", "word"), total_cell(facts, "n_events", "word")
    said = (
        f"{formats.sentence_case(name(facts, dyad.source_actor))} towards "
        f"{name(facts, dyad.target_actor)}: {facts.printed(events)} of "
        f"{facts.printed(whole)} counted events, more than any other direction"
    )
    return Claim((Words(said),), _keys(acts), (events, whole))


def week_counted(facts: Facts) -> Claim:
    """How many events are counted in the week, and how many of them have one source."""
    events = total_cell(facts, "n_events", "word")
    single = total_cell(facts, "n_single_source_events", "them")
    noun = formats.plural(facts.value(events), "event", "events")
    counted = f"Counted: {facts.printed(events)} {noun}"
    if facts.value(single) == facts.value(events):
        each = formats.plural(facts.value(events), "with", "each with")
        return Claim((Words(f"{counted}, {each} a single source."),), (), (events,))
    said = f"{counted}, {facts.printed(single)} of them with a single source."
    return Claim((Words(said),), (), (events, single))


def documents_read(facts: Facts) -> Claim:
    """The finding of the data quality: what was read of what was collected."""
    read = quality_cell(facts, "n_articles_read", "count")
    documents = quality_cell(facts, "n_documents", "count")
    days, whole = quality_cell(facts, "n_days_read", "them"), rule("days_in_week")
    were = formats.plural(facts.value(documents), "document was", "documents were")
    said = (
        f"{facts.printed(read)} of {facts.printed(documents)} {were} read, on "
        f"{facts.printed(days)} of {facts.printed(whole)} days"
    )
    return Claim((Words(said),), (), (read, documents, days, whole))


def quoted(text: str, act: Act) -> Claim:
    """Quoted words in their marks."""
    return Claim((Words(f"“{formats.clean(text)}”"),), act.keys)


def _keys(acts: Iterable[Act]) -> tuple[str, ...]:
    return tuple(key for act in acts for key in act.keys)


def plain(text: str) -> Sentence:
    """A label that names no actor, day or number."""
    return (Words(Checked(text)),)


def other_events(number: int) -> Sentence:
    """The label of the events that are summed in one line."""
    return (Words(Number(f"{formats.count(number)} further events, summed")),)


def requests(number: int) -> Sentence:
    """The label of requests in one line."""
    return (Words(Number(f"{formats.count(number)} requests, which weigh nothing")),)


def linked(sentence: Sentence, anchor: str) -> Sentence:
    """A checked sentence whose words lead to an anchor of the page."""
    return tuple(
        Words(part.text, part.strong, anchor) if isinstance(part, Words) else part
        for part in sentence
    )

"""The small words of a language that tell a noun from a verb and one clause from the next."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon.tables import read_table

NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The classes of ``grammar_words.tsv``; a class without rows is empty.

    Those of ``ENDINGS`` hold endings of words, to be asked with ``str.endswith``.

    ``before_*`` and ``after_*``: beside such a word a form is a verb, or a noun. ``passive``: words
    before a participle. ``participle``: endings of past participles. ``kinds``: "recent attacks".
    ``wished_over``: "an end to the killing of". ``search``: "raids" in which people are arrested.
    ``murder``: how and for what people were killed, so never a battle. ``nobody``: words that deny
    that somebody was arrested. ``perfect``: "has" before a participle. ``modal``, ``aim``: before a
    verb of what may be ("could kill"), or is wanted ("to kill"). ``saying``: forms of verbs of
    saying. ``said_of``: behind one, its subject is only spoken of ("said to have").
    ``speaker_itself``: behind one, the speaker tells of itself ("said its"). ``speaker_person``:
    the same of a person. ``speaker_subject``: the speaker as a subject. ``according`` ("at the
    request of"), and ``statement`` with ``origin`` ("a report from"): before who speaks of it.
    ``telling``: before who is told. ``anonymous``: nouns for doers nobody knows. ``inquiring``:
    what police do about a deed. ``identified``, ``alias``: "was identified as". Beside a name,
    ``suspect`` and ``sufferer`` say what it is to the deed; so do behind it ``died``, ``confessed``
    and, in the passive, ``hurt``, ``accused``; ``in_custody`` behind whom police hold for it.
    ``deed``: its "of" names who died. ``denying``: behind one nothing is told of a name. ``age``:
    parts of an age; ``aged``: those that stand for whom it is of. ``sequel``: before an event that
    only says when another was. ``several``, ``spots``: "at multiple locations". ``blow``: a noun
    that is an air strike where one was told before. ``answering``: verbs of what is done in return;
    those of ``called_out``, which also tell who comes to help, only with ``answered_with`` behind
    them. ``sayer``: who says it from elsewhere. ``court``: what only courts do. ``matter``: from a
    verb to what is said of an event ("guilty of"). ``comment``: what sites call their comments.
    ``doer``: words for a deed that name who did it. ``young``: who seizes no arms by finding them.
    ``of_deed``: between a deed and whom it hit. ``side_by_side``: between two deeds.
    ``clause_border``: between two clauses; ``passing``, behind a ``time_unit``: between two of
    different times, of one day behind a ``day_part`` ("hours after"), of one week behind
    ``few_days``; ``at_once``: "when". ``only_named``: "dressed as". ``gunfire``: "by Israeli fire".
    ``firing``: triggers whose subject fires. ``pronoun``: for who was named before; ``own``: says
    whose something is. ``other_people``: behind a number. ``auxiliary``: what may make a verb near
    it passive. ``pointing``, ``one``, ``counting``: before the known, new, counted. ``reason``:
    from a protest to what it is about. ``not_object``: behind a noun to which nothing is done ("by
    surprise"); ``no_object`` before it ("with"). ``accusing``: with ``blamed_on`` behind, the
    accused follows, as behind ``handiwork``: "was the work of". ``suspecting``: the same where no
    deed is named. ``membership``: from who did it to the group ("the gunman belonged to").
    ``unclaimed``: before a claim of responsibility that is none ("has not claimed"). ``claimable``
    ``claimed_in``: "claimed the attack in a statement". ``enduring``: of whom a deed hits ("came
    under fire"). ``group``: before the name of one; ``armed_body``: ends one. ``clothing``: what
    others may wear ("police uniforms"). ``spokesman``: who speaks for those behind it. ``limb``:
    behind "in the" nobody. ``authoring``: from them to a deed of the accused ("of carrying out").
    ``wound``: nouns for how people were hurt in what is told. ``adversary``: from a noun of
    fighting to whom it is with. ``together``: between two who say something. ``rescuer``: who knows
    only of what is at home. ``freeing``: what is done for those whom others hold. ``doing``: verbs
    that make a noun of violence something done ("launched an attack"). ``suffered``: nouns whose
    "of" names who suffered. ``without_object``: near it is where it went off. ``claimed``: what who
    did it claims. ``listing``: words between those listed. ``no_doer``: heads that name nobody in
    particular. ``belonging``: from doers to their group; ``affiliated`` before it ("linked to").
    ``damaged``: what happens to things. ``aiming``, ``placing``, ``leading``: before what is hit,
    where it is, or neither; ``against``: before whom somebody moves. ``gerund``: endings of verbs
    that stand as nouns. ``relative``: what opens a clause on the noun before it;
    ``relative_object``, one in which something is done to it ("whom"). ``spoken_day``: days that
    count from when somebody spoke. ``oneself``: what an author says of itself. ``lethal``: verbs of
    what a deed did to people. ``no_name``: who is told so is not named. ``seat``: bodies of a state
    that speak from its capital. ``undergoing``: between who is somewhere and what was done to them.
    ``side_clause`` opens one on a place, ``far_clause`` one between a place and what is told.
    ``clock``: beside a time of day. ``amount``: counts what its "of" names. ``also_adjective``:
    nouns for people that say as well of what kind a thing is. ``no_start``: no phrase begins with
    it. ``unlike_name``: endings that no name has. ``anybody``: names for anybody. ``not_who``:
    words (singular) of how many, or of nobody known. ``being``: from a noun to who is meant.
    ``casualty``, ``list_head``: such nouns, of the hurt and of those told before. ``amid``: "are
    among the wounded". ``harming``: verbs that say no more than that somebody was hurt.
    ``striking``: from a blow to the gathering that it hits; ``steering``, ``steered_to``: what is
    done with a car, and into what; ``meanwhile``: before what only says when; ``fringe``: near what
    happened. ``mourning``: what is held for the dead. ``unmade``: before a truce that is not made
    now. ``burning``: "a fire". ``undergone``: before a disaster. ``vehicle``, ``motorist``: people
    are run over by one without intent, unless more is told. ``befalling``: what accidents do as
    well. ``bystander``: whom it hits. ``charged_with``: from a charge to the deed. ``site``: from a
    disaster to where it struck. ``plural``, ``third_person``: endings of nouns, of verbs.
    ``doers``: endings of nouns for those whose attack a noun behind them is ("Taliban gunmen").
    ``month``: words that are months as well. ``behind_noun_gerund``: "the shooting of".
    ``control``: taken of a place. ``claiming``: what is done with responsibility (``claimed``).
    ``trailing``: no phrase ends with it. ``infinitive``: before one. ``held``: "hostage".
    ``from_afar``, ``bomb``, ``bombing``: an air strike when a state does it. ``then``: from a
    length of time to what it is counted from. ``reflexive``: who does it is who is hit ("shot
    himself"). ``carrying``: before arms not used. ``witnessing``: from who only looks on to a
    gathering. ``since``, ``back_then``: "since May, when". ``spanning``: "a week of".
    """

    language: str = "en"
    gerund: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    third_person: tuple[str, ...] = ()
    unlike_name: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    definite: frozenset[str] = NO_WORDS
    indefinite: frozenset[str] = NO_WORDS
    noun_link: frozenset[str] = NO_WORDS
    before_verb: frozenset[str] = NO_WORDS
    infinitive: frozenset[str] = NO_WORDS
    before_noun: frozenset[str] = NO_WORDS
    after_verb: frozenset[str] = NO_WORDS
    after_noun: frozenset[str] = NO_WORDS
    before_gerund: frozenset[str] = NO_WORDS
    reflexive: frozenset[str] = NO_WORDS
    carrying: frozenset[str] = NO_WORDS
    witnessing: frozenset[str] = NO_WORDS
    since: frozenset[str] = NO_WORDS
    back_then: frozenset[str] = NO_WORDS
    spanning: frozenset[str] = NO_WORDS
    relative_object: frozenset[str] = NO_WORDS
    freeing: frozenset[str] = NO_WORDS
    against: frozenset[str] = NO_WORDS
    in_custody: frozenset[str] = NO_WORDS
    between: frozenset[str] = NO_WORDS
    calling: frozenset[str] = NO_WORDS
    aged: frozenset[str] = NO_WORDS
    affiliated: frozenset[str] = NO_WORDS
    behind_noun_gerund: frozenset[str] = NO_WORDS
    determiner: frozenset[str] = NO_WORDS
    article: frozenset[str] = NO_WORDS
    same_past: frozenset[str] = NO_WORDS
    kinds: frozenset[str] = NO_WORDS
    many: frozenset[str] = NO_WORDS
    vague: frozenset[str] = NO_WORDS
    month: frozenset[str] = NO_WORDS
    before_month: frozenset[str] = NO_WORDS
    passive: frozenset[str] = NO_WORDS
    relative: frozenset[str] = NO_WORDS
    lethal: frozenset[str] = NO_WORDS
    oneself: frozenset[str] = NO_WORDS
    spoken_day: frozenset[str] = NO_WORDS
    no_name: frozenset[str] = NO_WORDS
    seat: frozenset[str] = NO_WORDS
    undergoing: frozenset[str] = NO_WORDS
    side_clause: frozenset[str] = NO_WORDS
    far_clause: frozenset[str] = NO_WORDS
    clock: frozenset[str] = NO_WORDS
    amount: frozenset[str] = NO_WORDS
    also_adjective: frozenset[str] = NO_WORDS
    no_start: frozenset[str] = NO_WORDS
    anybody: frozenset[str] = NO_WORDS
    not_who: frozenset[str] = NO_WORDS
    being: frozenset[str] = NO_WORDS
    casualty: frozenset[str] = NO_WORDS
    list_head: frozenset[str] = NO_WORDS
    amid: frozenset[str] = NO_WORDS
    harming: frozenset[str] = NO_WORDS
    steering: frozenset[str] = NO_WORDS
    steered_to: frozenset[str] = NO_WORDS
    fringe: frozenset[str] = NO_WORDS
    meanwhile: frozenset[str] = NO_WORDS
    mourning: frozenset[str] = NO_WORDS
    by: frozenset[str] = NO_WORDS
    of: frozenset[str] = NO_WORDS
    wished_over: frozenset[str] = NO_WORDS
    cue_break: frozenset[str] = NO_WORDS
    pair_break: frozenset[str] = NO_WORDS
    search: frozenset[str] = NO_WORDS
    murder: frozenset[str] = NO_WORDS
    nobody: frozenset[str] = NO_WORDS
    perfect: frozenset[str] = NO_WORDS
    modal: frozenset[str] = NO_WORDS
    aim: frozenset[str] = NO_WORDS
    saying: frozenset[str] = NO_WORDS
    said_of: frozenset[str] = NO_WORDS
    speaker_itself: frozenset[str] = NO_WORDS
    speaker_person: frozenset[str] = NO_WORDS
    speaker_subject: frozenset[str] = NO_WORDS
    according: frozenset[str] = NO_WORDS
    statement: frozenset[str] = NO_WORDS
    origin: frozenset[str] = NO_WORDS
    telling: frozenset[str] = NO_WORDS
    anonymous: frozenset[str] = NO_WORDS
    inquiring: frozenset[str] = NO_WORDS
    deed: frozenset[str] = NO_WORDS
    of_deed: frozenset[str] = NO_WORDS
    side_by_side: frozenset[str] = NO_WORDS
    clause_border: frozenset[str] = NO_WORDS
    at_once: frozenset[str] = NO_WORDS
    only_named: frozenset[str] = NO_WORDS
    gunfire: frozenset[str] = NO_WORDS
    firing: frozenset[str] = NO_WORDS
    passing: frozenset[str] = NO_WORDS
    time_unit: frozenset[str] = NO_WORDS
    day_part: frozenset[str] = NO_WORDS
    few_days: frozenset[str] = NO_WORDS
    pronoun: frozenset[str] = NO_WORDS
    own: frozenset[str] = NO_WORDS
    other_people: frozenset[str] = NO_WORDS
    identified: frozenset[str] = NO_WORDS
    alias: frozenset[str] = NO_WORDS
    suspect: frozenset[str] = NO_WORDS
    sufferer: frozenset[str] = NO_WORDS
    died: frozenset[str] = NO_WORDS
    hurt: frozenset[str] = NO_WORDS
    confessed: frozenset[str] = NO_WORDS
    accused: frozenset[str] = NO_WORDS
    denying: frozenset[str] = NO_WORDS
    age: frozenset[str] = NO_WORDS
    sequel: frozenset[str] = NO_WORDS
    blow: frozenset[str] = NO_WORDS
    answering: frozenset[str] = NO_WORDS
    called_out: frozenset[str] = NO_WORDS
    answered_with: frozenset[str] = NO_WORDS
    sayer: frozenset[str] = NO_WORDS
    court: frozenset[str] = NO_WORDS
    matter: frozenset[str] = NO_WORDS
    comment: frozenset[str] = NO_WORDS
    doer: frozenset[str] = NO_WORDS
    several: frozenset[str] = NO_WORDS
    spots: frozenset[str] = NO_WORDS
    young: frozenset[str] = NO_WORDS
    auxiliary: frozenset[str] = NO_WORDS
    pointing: frozenset[str] = NO_WORDS
    one: frozenset[str] = NO_WORDS
    counting: frozenset[str] = NO_WORDS
    reason: frozenset[str] = NO_WORDS
    not_object: frozenset[str] = NO_WORDS
    no_object: frozenset[str] = NO_WORDS
    accusing: frozenset[str] = NO_WORDS
    suspecting: frozenset[str] = NO_WORDS
    enduring: frozenset[str] = NO_WORDS
    membership: frozenset[str] = NO_WORDS
    unclaimed: frozenset[str] = NO_WORDS
    handiwork: frozenset[str] = NO_WORDS
    blamed: frozenset[str] = NO_WORDS
    blamed_on: frozenset[str] = NO_WORDS
    authorship: frozenset[str] = NO_WORDS
    authoring: frozenset[str] = NO_WORDS
    wound: frozenset[str] = NO_WORDS
    adversary: frozenset[str] = NO_WORDS
    together: frozenset[str] = NO_WORDS
    rescuer: frozenset[str] = NO_WORDS
    taken: frozenset[str] = NO_WORDS
    going: frozenset[str] = NO_WORDS
    wanted: frozenset[str] = NO_WORDS
    shooting: frozenset[str] = NO_WORDS
    doing: frozenset[str] = NO_WORDS
    suffered: frozenset[str] = NO_WORDS
    without_object: frozenset[str] = NO_WORDS
    claimed: frozenset[str] = NO_WORDS
    claimable: frozenset[str] = NO_WORDS
    claimed_in: frozenset[str] = NO_WORDS
    group: frozenset[str] = NO_WORDS
    limb: frozenset[str] = NO_WORDS
    clothing: frozenset[str] = NO_WORDS
    armed_body: frozenset[str] = NO_WORDS
    spokesman: frozenset[str] = NO_WORDS
    listing: frozenset[str] = NO_WORDS
    no_doer: frozenset[str] = NO_WORDS
    belonging: frozenset[str] = NO_WORDS
    damaged: frozenset[str] = NO_WORDS
    aiming: frozenset[str] = NO_WORDS
    placing: frozenset[str] = NO_WORDS
    leading: frozenset[str] = NO_WORDS
    striking: frozenset[str] = NO_WORDS
    unmade: frozenset[str] = NO_WORDS
    burning: frozenset[str] = NO_WORDS
    site: frozenset[str] = NO_WORDS
    undergone: frozenset[str] = NO_WORDS
    vehicle: frozenset[str] = NO_WORDS
    claiming: frozenset[str] = NO_WORDS
    trailing: frozenset[str] = NO_WORDS
    held: frozenset[str] = NO_WORDS
    from_afar: frozenset[str] = NO_WORDS
    bomb: frozenset[str] = NO_WORDS
    bombing: frozenset[str] = NO_WORDS
    then: frozenset[str] = NO_WORDS
    motorist: frozenset[str] = NO_WORDS
    befalling: frozenset[str] = NO_WORDS
    bystander: frozenset[str] = NO_WORDS
    charged_with: frozenset[str] = NO_WORDS


#: The classes that hold endings of words.
ENDINGS = ("gerund", "participle", "plural", "third_person", "unlike_name", "doers", "control")
_CLASSES = tuple(field.name for field in dataclasses.fields(Grammar) if field.name != "language")


@cache
def load_grammar(language: str = "en") -> Grammar:
    """Read the classes of a language.

    Raises:
        ConfigError: a row names no class (names file and line).
    """
    classes: dict[str, set[str]] = {}
    for row in read_table(f"lexicon/{language}/grammar_words.tsv", ("class", "word")):
        classes.setdefault(row.one_of("class", _CLASSES), set()).add(row["word"])
    found: dict[str, Any] = {
        name: tuple(sorted(words)) if name in ENDINGS else frozenset(words)
        for name, words in classes.items()
    }
    return Grammar(language, **found)

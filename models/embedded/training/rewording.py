"""Sentences put another way, made from tables: tense, question, denial, passive, politeness, brevity, plain words, mistakes mended.

Nearly every word of an answer stands in the request, so what is learned is to carry the words over and change a few.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from slots import Slots

Exchange = tuple[str, str]

# Base form, with "he", past, participle, objects.
_VERBS = tuple(
    tuple(row.split("/"))
    for row in (
        "bite/bites/bit/bitten/the {job}", "break/breaks/broke/broken/the {thing}|the window|the old vase", "bring/brings/brought/brought/the {thing}|the letters|{food}",
        "build/builds/built/built/the shed|a small boat|the wall", "buy/buys/bought/bought/the {thing}|a {colour} {thing}|{fruit}", "carry/carries/carried/carried/the {thing}|the boxes",
        "catch/catches/caught/caught/the {animal}|the ball", "choose/chooses/chose/chosen/the {colour} {thing}|the menu", "clean/cleans/cleaned/cleaned/the {room}|the {thing}",
        "close/closes/closed/closed/the {room}|the gate", "cook/cooks/cooked/cooked/{food}|the dinner", "count/counts/counted/counted/the coins|the {animal}s' eggs|the tickets",
        "draw/draws/drew/drawn/the {animal}|a map", "drive/drives/drove/driven/the van|the red bus", "eat/eats/ate/eaten/{food}|the {thing}", "feed/feeds/fed/fed/the {animal}|the hens",
        "find/finds/found/found/the {thing}|the key", "forget/forgets/forgot/forgotten/the {thing}|the meeting", "help/helps/helped/helped/the {job}|{person}",
        "hide/hides/hid/hidden/the {thing}|the presents", "invite/invites/invited/invited/{person}|the neighbours", "keep/keeps/kept/kept/the {thing}|the receipt",
        "know/knows/knew/known/the answer|the {job}", "lock/locks/locked/locked/the {room}|the shed", "lose/loses/lost/lost/the {thing}|the ticket", "make/makes/made/made/{food}|the bed",
        "meet/meets/met/met/{person}|the {job}", "open/opens/opened/opened/the {room}|the letter", "order/orders/ordered/ordered/{food}|a new {thing}", "paint/paints/painted/painted/the {room}|the fence",
        "pay/pays/paid/paid/the bill|the {job}", "plant/plants/planted/planted/{fruit}|a tree", "push/pushes/pushed/pushed/the cart|the {animal}", "read/reads/read/read/the letter|a long book",
        "repair/repairs/repaired/repaired/the {thing}|the roof", "ride/rides/rode/ridden/the {animal}|an old bicycle", "see/sees/saw/seen/the {animal}|{person}", "sell/sells/sold/sold/the {thing}|the house",
        "send/sends/sent/sent/the parcel|the {thing}", "sing/sings/sang/sung/the song|an old song", "steal/steals/stole/stolen/the {thing}|the {thing}", "take/takes/took/taken/the {thing}|the train",
        "teach/teaches/taught/taught/{person}|the children", "throw/throws/threw/thrown/the ball|the {thing}", "wash/washes/washed/washed/the {thing}|the car", "watch/watches/watched/watched/the {animal}|a film",
        "wear/wears/wore/worn/a {colour} hat|the new coat", "write/writes/wrote/written/the report|a long letter", "visit/visits/visited/visited/{town}|{person}", "use/uses/used/used/the {thing}|the lift",
    )
)  # fmt: skip
_SUBJECTS = ("{person}", "{person}", "the {job}", "my sister", "my uncle", "our neighbour", "her son", "the manager", "the old man", "the {animal}")
_WHEN = ("", "", "every day", "on {weekday}s", "in the {room}", "in {town}", "with {person2}", "after lunch", "before work", "without a word", "at night")
_THEN = ("", "", "yesterday", "last week", "on {weekday}", "in {town}", "in {month}", "two years ago", "this morning", "after the meeting")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Who does what to whom, and when or where; all but the verb is filled in."""

    subject: str
    verb: tuple[str, ...]
    object: str
    present: str
    past: str

    def said(self, verb: str, *, at: str) -> str:
        return _sentence(f"{self.subject} {verb} {self.object} {at}")


def exchange(rng: random.Random) -> Exchange:
    """Return a request and its answer."""
    kinds: tuple[Callable[[random.Random], Exchange], ...] = (
        _past, _future, _present, _passive, _active, _question, _question, _denial, _who, _polite, _polite, _formal, _friendly, _friendly, _short,
        _short, _short, _plain, _plain, _mended, _mended, _mended, _listed, _joined, _swapped,
    )  # fmt: skip
    return rng.choice(kinds)(rng)


def _ask(rng: random.Random, wordings: tuple[str, ...], text: str) -> str:
    """Return one of the requests with the text behind it or before it."""
    wording = rng.choice(wordings)
    please = rng.choice(("", "", "", "Please ", "Can you "))
    wording = f"{please}{wording[0].lower()}{wording[1:]}" if please else wording
    forms = ["{0}: {1}", "{0}: {1}", "{0}:\n{1}", "{0}:\n\n{1}", '{0}: "{1}"', "{1}\n\n{2}.", "{1}\n{2}.", '"{1}" {2}.', "{0} - {1}"]
    asked = rng.choice(forms).format(wording, text, wording.replace("this sentence", "that sentence"))
    return asked.lower() if rng.random() < 0.1 and text.islower() else asked


def _sentence(words: str, end: str = ".") -> str:
    words = " ".join(words.split())
    return f"{words[0].upper()}{words[1:]}{end}"


def _made(rng: random.Random) -> _Sentence:
    slots = Slots(rng, {})
    verb = rng.choice(_VERBS)
    subject = rng.choice(_SUBJECTS if verb[0] != "bite" else ("the {animal}", "the neighbour's dog"))
    objects = rng.choice(verb[4].split("|")).replace("{person}", "{person3}")
    return _Sentence(
        slots.fill(subject), verb, slots.fill(objects), slots.fill(rng.choice(_WHEN)), slots.fill(rng.choice(_THEN))
    )


def _past(rng: random.Random) -> Exchange:
    made = _made(rng)
    ask = ("Put this into the past tense", "Rewrite in the past tense", "Past tense", "Turn this sentence into the past", "Change this to the past tense", "Say it in the past tense")
    return _ask(rng, ask, made.said(made.verb[1], at=made.present)), made.said(made.verb[2], at=made.present)


def _future(rng: random.Random) -> Exchange:
    made = _made(rng)
    ask = ("Put this into the future tense", "Rewrite in the future tense", "Future tense", "Change this to the future", "Say it in the future tense")
    return _ask(rng, ask, made.said(made.verb[1], at=made.present)), made.said(f"will {made.verb[0]}", at=made.present)


def _present(rng: random.Random) -> Exchange:
    made = _made(rng)
    ask = ("Put this into the present tense", "Rewrite in the present tense", "Present tense", "Change this to the present")
    return _ask(rng, ask, made.said(made.verb[2], at=made.present)), made.said(made.verb[1], at=made.present)


_MANY = ("letters", "boxes", "coins", "eggs", "tickets", "hens", "presents", "neighbours", "children")


def _passives(rng: random.Random) -> tuple[str, str]:
    """Return an active sentence of the past and the same in the passive."""
    made = _made(rng)
    while not made.object.startswith(("the ", "a ", "an ")):
        made = _made(rng)
    was = "were" if made.object.endswith(_MANY) else "was"
    return made.said(made.verb[2], at=""), _sentence(f"{made.object} {was} {made.verb[3]} by {made.subject}")


def _passive(rng: random.Random) -> Exchange:
    active, passive = _passives(rng)
    ask = ("Put this into the passive", "Rewrite in the passive voice", "Passive voice", "Turn this into a passive sentence", "Make this sentence passive")
    return _ask(rng, ask, active), passive


def _active(rng: random.Random) -> Exchange:
    active, passive = _passives(rng)
    ask = ("Put this into the active voice", "Rewrite in the active voice", "Active voice", "Make this sentence active")
    return _ask(rng, ask, passive), active


_STATES = (
    "open on {weekday}s", "closed on {weekday}", "free at {time}", "in the {room}", "ready", "full of {fruit}", "made of wood", "older than {person2}", "in {town}",
    "ill today", "too loud", "{colour}", "from {country}", "very expensive", "late again", "on the table", "happy with the {thing2}",
)  # fmt: skip
_THINGS = ("the shop", "the {room}", "{person}", "the {thing}", "the museum", "the library", "our {job}", "the train", "the {animal}", "her brother", "this seat")
_MODALS = ("can", "will", "must", "should", "could")


def _stated(rng: random.Random) -> tuple[str, str, str]:
    """Return a statement, the question about it, and its denial."""
    dice = rng.random()
    if dice < 0.4:
        slots = Slots(rng, {})
        subject, state = slots.fill(rng.choice(_THINGS)), slots.fill(rng.choice(_STATES))
        verb = rng.choice(("is", "is", "is", "was"))
        return _sentence(f"{subject} {verb} {state}"), _sentence(f"{verb} {subject} {state}", "?"), _sentence(f"{subject} {verb} not {state}")
    made = _made(rng)
    if dice < 0.6:
        modal = rng.choice(_MODALS)
        rest = f"{made.verb[0]} {made.object} {made.present}"
        denied = "cannot" if modal == "can" else f"{modal} not"
        return (
            _sentence(f"{made.subject} {modal} {rest}"),
            _sentence(f"{modal} {made.subject} {rest}", "?"),
            _sentence(f"{made.subject} {denied} {rest}"),
        )
    does, form, at = ("does", 1, made.present) if dice < 0.8 else ("did", 2, made.past)
    rest = f"{made.verb[0]} {made.object} {at}"
    return made.said(made.verb[form], at=at), _sentence(f"{does} {made.subject} {rest}", "?"), _sentence(f"{made.subject} {does} not {rest}")


def _question(rng: random.Random) -> Exchange:
    stated, question, _ = _stated(rng)
    ask = ("Turn this into a question", "Make this a question", "Rewrite as a question", "Make a question out of this", "Change this sentence to a question", "Ask this as a question")
    return _ask(rng, ask, stated), question


def _denial(rng: random.Random) -> Exchange:
    stated, _, denied = _stated(rng)
    ask = ("Make this negative", "Rewrite in the negative", "Put this into the negative", "Negate this sentence", "Say the opposite with not")
    return _ask(rng, ask, stated), denied


def _who(rng: random.Random) -> Exchange:
    """Change who speaks."""
    made = _made(rng)
    if rng.random() < 0.5:
        pronoun, person = rng.choice((("he", "he"), ("she", "she")))
        ask = (f'Write this with "{pronoun}" instead of "I"', f'Replace "I" by "{pronoun}"', f'Change "I" to "{pronoun}"')
        return _ask(rng, ask, _sentence(f"I {made.verb[0]} {made.object} {made.present}")), _sentence(f"{person} {made.verb[1]} {made.object} {made.present}")
    ask = ("Put this into the first person", "Write this in the first person", 'Say it with "I"')
    return _ask(rng, ask, _sentence(f"she {made.verb[1]} {made.object} {made.present}")), _sentence(f"I {made.verb[0]} {made.object} {made.present}")


_ORDERS = (
    "give me the {thing}", "send the report by {weekday}", "close the {room}", "be quiet", "wait", "call me back", "help me with the {thing}", "move your car", "bring the {thing} to {person}",
    "tell me the price", "sign the form", "answer my e-mail", "turn the music down", "pay the bill", "come at {time}", "stop talking", "show me the {room}", "hurry up", "leave the {thing} there",
    "pass me the {food}", "check the numbers again", "write to {person}", "take your shoes off", "let me know by {time}", "fix the {thing}", "book a table for {small}", "feed the {animal}",
    "explain it again", "repeat the question", "lend me your {thing}",
)  # fmt: skip


def _polite(rng: random.Random) -> Exchange:
    order = Slots(rng, {}).fill(rng.choice(_ORDERS))
    when = rng.choice(("", "", "", " now", " today", " at once"))
    text = _sentence(f"{order}{when}", rng.choice((".", ".", "!", "")))
    text = text.lower() if rng.random() < 0.15 else text
    ask = (
        "Make this more polite", "Rewrite politely", "Say this politely", "Make it polite", "Turn this into a polite request", "How do I say this politely", "Make this sound nicer",
        "Put this more politely",
    )  # fmt: skip
    return _ask(rng, ask, text), _sentence(f"could you please {order}{when.replace(' at once', ' as soon as possible')}", "?")


_CASUAL = (
    ("hey, can't come {weekday}, sorry", "I am sorry, but I cannot come on {weekday}."), ("hi {person}, gonna be late, train's stuck", "Dear {person}, I will be late because the train has been delayed."),
    ("need the {thing} asap, ok?", "I would be grateful if you could send the {thing} as soon as possible."), ("thx for the {thing}!", "Thank you very much for the {thing}."),
    ("what's up with my order?", "Could you please tell me the status of my order?"), ("wanna meet at {time}?", "Would it suit you to meet at {time}?"),
    ("the {thing} is broken, fix it", "Unfortunately the {thing} is broken. I would be grateful if you could repair it."), ("can u send me the papers again, lost em", "Could you please send me the papers again? I am afraid that I have lost them."),
    ("{person} is off sick, call back {weekday}", "Unfortunately {person} is ill. Please call again on {weekday}."), ("we're out of {fruit}, sorry guys", "We regret to inform you that we have no {fruit} left."),
    ("no way i can pay {price}", "I regret that I am unable to pay {price}."), ("so when do you guys open on {weekday}?", "Could you please tell me when you open on {weekday}?"),
    ("got your mail, will look at it {weekday}", "Thank you for your e-mail. I will look at it on {weekday}."), ("hey {person}, the meeting's off", "Dear {person}, the meeting has been cancelled."),
    ("gotta leave early today, dentist", "I have to leave early today because of an appointment at the dentist's."), ("bring the {thing} tmrw pls", "Please bring the {thing} tomorrow."),
    ("that bill is way too high", "In my opinion the bill is considerably too high."), ("yeah {time} works for me", "{time} suits me well."), ("cool, see you in {town} then!", "I look forward to seeing you in {town}."),
    ("sorry i forgot the {thing}", "I apologise for having forgotten the {thing}."), ("can't make it to {town}, car's dead", "Unfortunately I cannot come to {town} because my car has broken down."),
)  # fmt: skip


def _formal(rng: random.Random) -> Exchange:
    slots = Slots(rng, {})
    casual, formal = (slots.fill(each) for each in rng.choice(_CASUAL))
    ask = ("Make this formal", "Rewrite formally", "Make it more formal", "Write this in a formal way", "Say this in business English", "Make this sound professional", "Put this into formal language")
    return _ask(rng, ask, casual), _sentence(formal, "")


_RUDE = (
    ("You are late again.", "I noticed that you were late again. Is everything all right?"), ("I don't have time for you.", "I am sorry, I have no time at the moment. Could we talk later?"),
    ("Your {thing} is ugly.", "I think that another {thing} would suit you even better."), ("This {food} tastes awful.", "Thank you for the {food}. I am afraid it is not quite my taste."),
    ("Stop calling me on {weekday}s.", "Could you please call me on another day than {weekday}?"), ("You did it all wrong.", "Thank you for your work. I think a few things still have to be changed."),
    ("That's not my problem.", "I am sorry to hear that. I wish I could help."), ("Why haven't you answered?", "I hope you are well. Have you had time to look at my message?"),
    ("The {room} is a mess.", "Could we please tidy the {room} together?"), ("I don't want to come to your party.", "Thank you for the invitation! Unfortunately I cannot come to your party."),
    ("You owe me {price}.", "May I remind you of the {price}? Thank you!"), ("Your {animal} is too loud.", "Could you please see to it that your {animal} is a little quieter? Thank you!"),
    ("Nobody asked you.", "Thank you for your thoughts. I would like to hear the others, too."), ("This report is useless.", "Thank you for the report. I think it needs some more work."),
    ("I want my {thing} back.", "Could you please give me back my {thing} when you have a moment?"), ("You never listen.", "I would be glad if you could listen to me for a moment."),
    ("We won't give you the job.", "Thank you for your interest. Unfortunately we have chosen somebody else for the job."), ("Send me the money now!", "Could you please send me the money soon? Thank you!"),
    ("I told you that already.", "As I said before, and I am glad to say it again."), ("Don't park here.", "Please be so kind as to park somewhere else. Thank you!"),
    ("The delivery is late, what are you doing?", "The delivery has not arrived yet. Could you please look into it?"), ("No, I won't help you with the {thing}.", "I am sorry, but I cannot help you with the {thing} this time."),
)  # fmt: skip


def _friendly(rng: random.Random) -> Exchange:
    slots = Slots(rng, {})
    rude, kind = (slots.fill(each) for each in rng.choice(_RUDE))
    rude = rude.lower().rstrip(".") if rng.random() < 0.2 else rude
    ask = ("Make this friendlier", "Make it sound friendlier", "Say this in a friendlier way", "Rewrite this kindly", "Make this nicer", "This sounds rude, make it friendly", "Put this more kindly", "Soften this")
    return _ask(rng, ask, rude), kind


_CLAUSES = (
    "it was raining", "the {room} was cold", "{person} was ill", "the train was late", "the {thing} was broken", "the shop was closed", "it was dark", "the {food} was cold", "{person} had no key",
    "the road was blocked", "nobody had a {thing}", "the bus did not come",
)  # fmt: skip
_DEEDS = (
    ("stay", "stayed", "at home"), ("go", "went", "back to {town}"), ("take", "took", "a taxi"), ("call", "called", "{person2}"), ("buy", "bought", "a new {thing2}"), ("eat", "ate", "in the {room}"),
    ("wait", "waited", "for {person2}"), ("leave", "left", "early"), ("close", "closed", "the {room}"), ("sleep", "slept", "in {town}"), ("sell", "sold", "the {thing2}"), ("walk", "walked", "to {town}"),
)  # fmt: skip
_WORDY = (
    ("Due to the fact that {c}, we {d}.", "Because {c}, we {d}."), ("Due to the fact that {c}, we decided that we would {b}.", "Because {c}, we {d}."),
    ("In view of the fact that {c}, {person3} made the decision to {b}.", "Because {c}, {person3} decided to {b}."), ("As a result of the fact that {c}, they {d}.", "Because {c}, they {d}."),
    ("In spite of the fact that {c}, {person3} {d}.", "Although {c}, {person3} {d}."), ("At the point in time when {c}, we {d}.", "When {c}, we {d}."),
    ("It was because of the circumstance that {c} that they {d}.", "They {d} because {c}."), ("We would like to inform you that {c}.", "{c}."), ("I just wanted to let you know that {c} and that we {d}.", "{c} and we {d}."),
    ("There can be no doubt at all that {c}.", "{c}."), ("{person3}, who is a {job} from {town2}, told us that {c}, so that we {d} in the end.", "{person3} told us that {c}, so we {d}."),
    ("What happened then was that {c}, and after that we all {d}.", "Then {c}, and we {d}."), ("As everybody who was there can remember, {c}.", "{c}."),
    ("Taking everything into consideration, {person3} came to the conclusion that it was best to {b}.", "{person3} decided to {b}."), ("For the reason that {c}, it was necessary for us to {b}.", "Because {c}, we had to {b}."),
    ("It is absolutely necessary and very important that you {b} before {time}.", "You must {b} before {time}."), ("In the event that {person3} comes, we are going to {b}.", "If {person3} comes, we will {b}."),
    ("Until such time as {person3} arrives, we are not able to {b}.", "Until {person3} arrives, we cannot {b}."), ("{person3} has the ability to {b} whenever it is needed.", "{person3} can {b} when needed."),
    ("The {thing3} that is standing in the {room2} is one that is {colour} in colour.", "The {thing3} in the {room2} is {colour}."),
    ("We are writing to you with regard to the {thing3} that you ordered from us on {date}.", "We are writing about the {thing3} that you ordered on {date}."),
)  # fmt: skip


def _short(rng: random.Random) -> Exchange:
    slots = Slots(rng, {})
    clause, (base, did, rest) = slots.fill(rng.choice(_CLAUSES)), rng.choice(_DEEDS)
    rest = slots.fill(rest)
    long, short = (
        slots.fill(each.replace("{c}", clause).replace("{d}", f"{did} {rest}").replace("{b}", f"{base} {rest}")) for each in rng.choice(_WORDY)
    )
    ask = (
        "Make this shorter", "Shorten this", "Make this sentence shorter", "Say it in fewer words", "Cut this down", "Make this more concise", "Shorten this sentence", "Say this more briefly",
        "make it short", "Trim this",
    )  # fmt: skip
    return _ask(rng, ask, _sentence(long, "")), _sentence(short, "")


_PLAIN_WORDS = (
    ("terminated", "ended"), ("purchased", "bought"), ("requested", "asked for"), ("received", "got"), ("discovered", "found"), ("demonstrated", "showed"), ("constructed", "built"),
    ("utilised", "used"), ("commenced", "began"), ("assisted", "helped"), ("obtained", "got"), ("modified", "changed"), ("postponed", "put off"), ("inspected", "looked at"), ("rejected", "turned down"),
    ("completed", "finished"), ("selected", "chose"), ("transported", "carried"), ("consumed", "ate"), ("encountered", "met"), ("relinquished", "gave up"), ("extinguished", "put out"), ("concealed", "hid"),
    ("repaired", "fixed"), ("required", "needed"), ("submitted", "sent in"), ("retained", "kept"), ("acquired", "bought"), ("initiated", "started"), ("evaluated", "judged"),
)  # fmt: skip
_PLAIN_NAMES = (
    ("the municipality", "the town"), ("the physician", "the doctor"), ("the purchaser", "the buyer"), ("the residence", "the house"), ("the vehicle", "the car"), ("the infant", "the baby"),
    ("the documentation", "the papers"), ("the beverage", "the drink"), ("the remuneration", "the pay"), ("the agreement", "the deal"), ("the premises", "the building"), ("the educator", "the teacher"),
    ("the correspondence", "the letters"), ("the attorney", "the lawyer"), ("the proprietor", "the owner"), ("the residents", "the people"), ("the merchandise", "the goods"), ("the apparatus", "the machine"),
)  # fmt: skip
_PLAIN_TIMES = (("subsequently", "later"), ("immediately", "at once"), ("approximately at {time}", "at about {time}"), ("prior to {weekday}", "before {weekday}"), ("in the vicinity of {town}", "near {town}"), ("", ""), ("", ""))


def _plain(rng: random.Random) -> Exchange:
    slots = Slots(rng, {})
    (who, who_plain), (what, what_plain) = rng.sample(_PLAIN_NAMES, 2)
    if rng.random() < 0.4:
        who = who_plain = rng.choice(("{person}", "my brother", "the {job}", "{company}"))
    if rng.random() < 0.3:
        what = what_plain = rng.choice(("the {thing}", "the {food}", "the {colour} {thing}"))
    (did, did_plain), (when, when_plain) = rng.choice(_PLAIN_WORDS), rng.choice(_PLAIN_TIMES)
    hard, plain = (slots.fill(_sentence(f"{a} {b} {c} {d}")) for a, b, c, d in ((who, did, what, when), (who_plain, did_plain, what_plain, when_plain)))
    ask = (
        "Say it in simpler words", "Say this in plain English", "Make this simpler", "Use simpler words", "Explain this sentence in simple words", "Rewrite in plain language",
        "Make this easy to understand", "Put this into easy words",
    )  # fmt: skip
    return _ask(rng, ask, hard), plain


_MISTAKES = (
    (r"\b(he|she|it) does not\b", r"\1 don't", re.IGNORECASE), (r"\btheir\b", "there", 0), (r"\bthe\b", "teh", 0), (r"\breceive", "recieve", 0), (r"\bbecause\b", "becuase", 0), (r"\bwith\b", "wiht", 0),
    (r"\bfriend", "freind", 0), (r"\btomorrow\b", "tommorow", 0), (r"\bthen\b", "than", 0), (r"\bvery\b", "verry", 0), (r"\ba ([aeiou])", r"an \1", 0),
)  # fmt: skip
_RIGHT = (
    ("i has a {thing} and two {animal}", "I have a {thing} and two {animal}s."), ("she don't like {food}", "She doesn't like {food}."), ("we was in {town} last week", "We were in {town} last week."),
    ("their is a {thing} in the {room}", "There is a {thing} in the {room}."), ("{person} and me goes to {town}", "{person} and I go to {town}."), ("i seen the {animal} yesterday", "I saw the {animal} yesterday."),
    ("he is more older than {person}", "He is older than {person}."), ("your late for the {sport} lesson", "You're late for the {sport} lesson."), ("its {person} {thing}", "It's {person}'s {thing}."),
    ("i am living here since {year}", "I have been living here since {year}."), ("how much {thing}s do you have", "How many {thing}s do you have?"), ("she can sings very well", "She can sing very well."),
    ("i want that you come on {weekday}", "I want you to come on {weekday}."), ("the {job}s is in the {room}", "The {job}s are in the {room}."), ("can you to help me with the {thing}", "Can you help me with the {thing}?"),
    ("he didn't went to {town}", "He didn't go to {town}."), ("i could of bought the {thing}", "I could have bought the {thing}."), ("this {thing} is to expensive", "This {thing} is too expensive."),
    ("we are looking forward to see you in {town}", "We are looking forward to seeing you in {town}."), ("she said me that the {room} was closed", "She told me that the {room} was closed."),
    ("i am agree with {person}", "I agree with {person}."), ("yesterday i have met {person} in {town}", "Yesterday I met {person} in {town}."), ("there is many {animal}s in {country}", "There are many {animal}s in {country}."),
    ("he plays {sport} since {small} years", "He has played {sport} for {small} years."), ("i have {small} year old {animal}", "I have a {small}-year-old {animal}."), ("who's {thing} is this", "Whose {thing} is this?"),
)  # fmt: skip


def _mended(rng: random.Random) -> Exchange:
    ask = (
        "Correct the mistakes", "Fix the mistakes", "Correct this sentence", "Fix the grammar", "Please correct", "Correct my English", "Are there mistakes in it? Correct them", "Fix the spelling and grammar",
        "Proofread this", "Correct this",
    )  # fmt: skip
    dice = rng.random()
    if dice < 0.45:
        slots = Slots(rng, {})
        wrong, right = (slots.fill(each) for each in rng.choice(_RIGHT))
        return _ask(rng, ask, wrong if rng.random() < 0.5 else _sentence(wrong)), right
    made = _made(rng)
    if dice < 0.7:  # the form for another person
        right = made.said(made.verb[1], at=made.present)
        wrong = made.said(made.verb[0], at=made.present)
    elif dice < 0.85:  # a form that does not exist, or that of another time
        right = _sentence(f"yesterday {made.subject} {made.verb[2]} {made.object}")
        wrong = _sentence(f"yesterday {made.subject} {rng.choice((made.verb[0], made.verb[0].rstrip('e') + 'ed', made.verb[1]))} {made.object}")
    else:
        right = made.said(made.verb[2], at=made.past)
        wrong = right
        for pattern, mistake, flags in rng.sample(_MISTAKES, len(_MISTAKES)):
            wrong = re.sub(pattern, mistake, wrong, count=1, flags=flags)
    if rng.random() < 0.4:
        wrong = wrong.lower().rstrip(".")
    return _ask(rng, ask, wrong), right


def _listed(rng: random.Random) -> Exchange:
    slots = Slots(rng, {})
    items = [slots.fill(each) for each in rng.sample(("a {thing}", "two {thing2}s", "{fruit}", "{food}", "some bread", "a {colour} {thing3}", "batteries", "paper", "a map of {town}", "milk"), rng.choice((3, 3, 4, 5)))]
    said = f"{', '.join(items[:-1])} and {items[-1]}"
    text = slots.fill(rng.choice((f"We need {said}.", f"Please bring {said} on {{weekday}}.", f"{{person}} bought {said}.", f"In the box there are {said}.", f"For the trip pack {said}.")))
    ask = ("Turn this into a list", "Make bullet points of this", "Write this as a list", "Make a list", "Put this into bullet points", "List the things one by one")
    return _ask(rng, ask, text), "\n".join(f"- {item}" for item in items)


def _joined(rng: random.Random) -> Exchange:
    slots = Slots(rng, {})
    clause, (_, did, rest) = slots.fill(rng.choice(_CLAUSES)), rng.choice(_DEEDS)
    who, deed = slots.fill("{person3}"), slots.fill(f"{did} {rest}")
    word, both = rng.choice((("because", f"{who} {deed} because {clause}"), ("so", f"{clause}, so {who} {deed}"), ("and", f"{clause} and {who} {deed}"), ("although", f"{who} {deed} although {clause}")))
    two = f"{_sentence(clause)} {_sentence(f'{who} {deed}')}"
    ask = (f'Join these sentences with "{word}"', f'Make one sentence with "{word}"', f'Combine the two sentences with "{word}"')
    return _ask(rng, ask, two), _sentence(both)


def _swapped(rng: random.Random) -> Exchange:
    """Put another word in place of one."""
    made = _made(rng)
    slots = Slots(rng, {})
    new = slots.fill(rng.choice(("{person4}", "the {job2}", "{fullname}")))
    ask = (f"Replace {made.subject} by {new}", f"Change {made.subject} to {new}", f"Write {new} instead of {made.subject}", f"Put {new} in place of {made.subject}")
    return _ask(rng, ask, made.said(made.verb[2], at=made.past)), _sentence(f"{new} {made.verb[2]} {made.object} {made.past}")

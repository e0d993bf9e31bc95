"""Words that are opposites of each other, by axis: what tells a direction, an order or a degree."""

from __future__ import annotations

from typing import NamedTuple


class Pole(NamedTuple):
    """One end of an axis: two words are opposites where they share the axis and differ in sign."""

    axis: str
    sign: int


def _forms(verb: str) -> list[str]:
    """A regular verb with its inflections."""
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y"):
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    if verb.endswith(("s", "sh", "ch", "x")):
        return [verb, f"{verb}es", f"{verb}ed", f"{verb}ing"]
    return [verb, f"{verb}s", f"{verb}ed", f"{verb}ing"]


_UP = """increase raise elevate boost augment amplify expand enhance upregulate up-regulate promote induce stimulate
activate exacerbate accelerate accumulate gain strengthen prolong intensify heighten facilitate"""
_MORE = """rise rises rose risen rising grow grows grew grown higher greater larger bigger more faster longer stronger
upregulation up-regulation activation promotion induction stimulation enhancement elevation climb climbs climbed
climbing soar soars soared soaring double doubles doubled doubling triple tripled"""
_DOWN = """reduce decrease diminish decline lower suppress inhibit attenuate prevent downregulate down-regulate impair
lessen mitigate alleviate minimize limit hinder weaken shorten slow abolish ameliorate block curb"""
_LESS = """drop drops dropped dropping fall falls fell fallen falling shrink shrinks shrank smaller fewer slower less
weaker shorter reduction downregulation down-regulation inhibition suppression attenuation loss impairment prevention
diminution cut cuts sink sinks sank sunk sinking plunge plunges plunged plummet plummeted halve halves halved"""
# Axis, then the verbs (inflected by rule) and the other words of either end. "Improves the latency" is no opposite of
# "reduces the latency": quality and amount are two axes.
_AXES: dict[str, tuple[str, str, str, str]] = {
    "amount": (_UP, _MORE, _DOWN, _LESS),
    "quality": (
        "improve enhance help benefit strengthen ameliorate",
        "better improvement superior beneficial helpful",
        "worsen degrade deteriorate harm impair weaken damage exacerbate",
        "worse hurt hurts hurting degradation deterioration inferior harmful detrimental impairment",
    ),
    "time": ("precede", "before earlier prior", "follow", "after later"),
    "season": ("", "early", "", "late"),
    "sign": ("", "positive positively directly", "", "negative negatively inversely"),
    "level": ("", "high highest", "", "low lowest"),
    "efficacy": ("", "effective efficacious", "", "ineffective"),
    "enough": ("", "sufficient sufficiently adequate adequately", "", "insufficient insufficiently inadequate"),
    "safety": ("", "safe safer", "", "unsafe dangerous riskier"),
    "frequency": ("", "common frequent frequently often commonly", "", "rare uncommon infrequent rarely seldom"),
    "stability": ("", "stable", "", "unstable"),
    "resistance": ("", "resistant resistance", "", "sensitive susceptible susceptibility sensitivity"),
    "effect": ("", "protective beneficial", "", "harmful detrimental"),
    "chance": ("", "likely likelier", "", "unlikely"),
    "possibility": ("", "possible", "", "impossible"),
    "need": ("", "necessary essential required", "", "unnecessary dispensable"),
    "presence": ("", "presence present", "", "absence absent"),
    "share": ("", "majority", "", "minority"),
    "place": ("", "above exceeding", "", "below"),
    "extreme": ("", "maximum maximal largest best", "", "minimum minimal smallest worst"),
    "strength": ("", "strong stronger strongly", "", "weak weaker weakly"),
    "degree": (
        "",
        """sharp sharply steep steeply dramatic dramatically drastic drastically substantial substantially considerable
        considerably markedly vast vastly huge hugely large""",
        "",
        "slight slightly marginal marginally minimal minimally negligible negligibly tiny small",
    ),
    "severity": ("", "severe severely serious", "", "mild milder mildly"),
    "size": ("", "large big", "", "small tiny"),
    "width": ("", "wider broader", "", "narrower"),
    "thickness": ("", "thicker", "", "thinner"),
    "depth": ("", "deeper", "", "shallower"),
    "weight": ("", "heavier", "", "lighter"),
    "heat": ("", "hotter warmer", "", "colder cooler"),
    "wealth": ("", "richer wealthier", "", "poorer"),
    "age": ("", "young younger", "", "old older elderly"),
    "ease": ("", "easy easily easier", "", "difficult harder"),
    "cost": ("", "cheap cheaper inexpensive", "", "expensive costly costlier dearer"),
    "speed": ("", "fast rapid rapidly quickly", "", "slow slowly"),
    "order": ("", "first", "", "last"),
    "teaching": ("", "supervised", "", "unsupervised"),
    "symptoms": ("", "symptomatic", "", "asymptomatic"),
    "course": ("", "acute", "", "chronic"),
    "stream": ("", "upstream", "", "downstream"),
    "role": ("", "agonist", "", "antagonist"),
    "copies": ("", "homozygous", "", "heterozygous"),
    "hereditary": ("", "dominant", "", "recessive"),
    "sex": ("", "male males men boys", "", "female females women girls"),
    "likeness": ("", "similar similarly identical comparable same", "", "different dissimilar differs differ differed"),
    "knowledge": ("", "known", "", "unknown unclear"),
    "winning": ("outperform surpass exceed", "beat beats outperformance", "underperform", "trails lags"),
}

POLES: dict[str, tuple[Pole, ...]] = {}
for _axis, (_verbs, _words, _other_verbs, _other_words) in _AXES.items():
    for _sign, _regular, _others in ((1, _verbs, _words), (-1, _other_verbs, _other_words)):
        for _word in {form for verb in _regular.split() for form in _forms(verb)} | set(_others.split()):
            POLES[_word] = (*POLES.get(_word, ()), Pole(_axis, _sign))
_COMPARING = """higher greater larger more faster longer stronger better superior smaller fewer slower less weaker
shorter lower worse inferior earlier later likelier safer riskier cheaper dearer costlier deeper shallower older younger
thicker thinner heavier lighter wider broader narrower richer wealthier poorer hotter colder warmer cooler bigger easier
harder milder"""
# By these two parties are set against each other.
COMPARATIVES = frozenset(_COMPARING.split())
_DENYING = """not no never without neither nor cannot lacks lack lacking fails fail failed failing unable none hardly
n't barely scarcely unless"""
NEGATIONS = frozenset(_DENYING.split())
# How "not" stands where it was parted from its verb: "does n't".
NOT = "n't"

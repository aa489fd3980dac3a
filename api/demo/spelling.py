"""How the made-up names of organisations are written: in five languages, as a slug, as an acronym."""

import re
import unicodedata

from api.demo.files import read
from api.demo.names import plain
from api.rules.enums import OrganisationType

# A made-up word as Arabic would write it by ear: pairs first, then letters.
ARABIC = {
    "sh": "ش", "th": "ث", "qu": "ك", "a": "ا", "b": "ب", "c": "ك", "d": "د", "e": "ي", "f": "ف", "g": "غ",
    "h": "ه", "i": "ي", "j": "ج", "k": "ك", "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "ب", "q": "ق",
    "r": "ر", "s": "س", "t": "ت", "u": "و", "v": "ف", "w": "و", "y": "ي", "z": "ز",
}  # fmt: skip
FIRST_VOWEL = {"ا": "أ", "و": "أو", "ي": "إي"}
SMALL_WORDS = re.compile("and|for|of|the|a|al|au|de|del|des|du|e|el|et|l|la|le|o|para|por|pour|y")


def title(type_: OrganisationType, word: str, language: str, number: int) -> str:
    """The full name of the `number`th organisation of a type, in one of the five languages."""
    templates = read("organisations.toml")["names"][type_][language]
    return str(templates[number % len(templates)].format(w=in_arabic(word) if language == "ar" else word))


def in_arabic(word: str) -> str:
    """By ear; a vowel at the beginning stands on an alif, a double letter is written once."""
    letters = re.sub("sh|th|qu|.", lambda found: ARABIC[found[0]], re.sub(r"(.)\1", r"\1", word.lower()))
    return FIRST_VOWEL.get(letters[0], letters[0]) + letters[1:]


def folded(name: str) -> str:
    """Names that differ in accents and case alone are one to the database: `Tecnologías` and `Tecnologias`."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def slug(name: str) -> str:
    return "-".join(part for word in re.split(r"[\s'’-]+", name) if (part := plain(word)))


def acronym(name: str) -> str | None:
    """`Zelgata Learning Network` gives `ZLN`; None for a name in Arabic, or too short to have one."""
    words = [word for word in re.split(r"[\s'’-]+", name) if plain(word)]
    letters = [word[0] for word in words if not SMALL_WORDS.fullmatch(plain(word))]
    return "".join(letters).upper() if len(letters) > 2 else None

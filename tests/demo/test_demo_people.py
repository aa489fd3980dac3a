"""The people and organisations of the demo network are plainly made up, and as different as people are."""

import unicodedata
from collections import Counter
from itertools import pairwise

import langcodes

from api.demo.plan import Plan
from api.demo.spelling import folded
from api.rules.enums import MemberStatus

RESERVED = (".example", "example.org", "example.com", "example.net")


# Plainly made up


def test_every_address_is_in_a_reserved_domain_and_its_own(demo: Plan) -> None:
    addresses = [person.email for person in demo.people]
    assert len({address.casefold() for address in addresses}) == len(addresses)
    assert all(address.endswith(RESERVED) and address.isascii() for address in addresses)
    assert all(organisation.domain.endswith(".example") for organisation in demo.organisations)


def test_names_organisations_and_references_do_not_clash(demo: Plan) -> None:
    assert len({(folded(o.name), o.country) for o in demo.organisations}) == 400
    assert len({person.external_ref for person in demo.people}) == len(demo.people)
    for organisation in demo.organisations:
        names = [folded(name) for name in (organisation.name, *(one.name for one in organisation.aliases))]
        assert len(set(names)) == len(names), organisation.slug
        assert organisation.slug.replace("-", "").isalnum() and len(organisation.slug) <= 80


# People as they are


def test_names_come_in_many_scripts_and_some_have_no_latin_spelling(demo: Plan) -> None:
    scripts = Counter(unicodedata.name(person.full_name[0]).split()[0] for person in demo.people)
    for script in [
        "LATIN",
        "ARABIC",
        "CYRILLIC",
        "DEVANAGARI",
        "BENGALI",
        "MYANMAR",
        "CJK",
        "HANGUL",
        "ETHIOPIC",
        "THAI",
        "LAO",
        "KHMER",
        "GREEK",
        "GEORGIAN",
        "ARMENIAN",
        "HEBREW",
        "SINHALA",
        "TAMIL",
        "THAANA",
        "TIBETAN",
    ]:
        assert scripts[script] > 3, script
    unspelled = [person for person in demo.people if person.email.startswith("member")]
    assert len(unspelled) > 500
    assert all(unicodedata.is_normalized("NFC", person.full_name) for person in demo.people)
    # a joiner is part of a Sinhala spelling; nothing else unseen is in a name
    unseen = {letter for person in demo.people for letter in person.full_name if not letter.isprintable()}
    assert unseen <= {"\N{ZERO WIDTH JOINER}"}
    assert all(person.full_name == person.full_name.strip() != "" for person in demo.people)


def test_many_people_have_one_name_only_and_no_given_and_family_name(demo: Plan) -> None:
    assert sum(" " not in person.full_name for person in demo.people) > 300
    in_parts = sum(person.family_name is not None for person in demo.people)
    assert 0.2 < in_parts / len(demo.people) < 0.8


def test_languages_are_language_tags(demo: Plan) -> None:
    spoken = {tag for person in demo.people for tag in person.languages}
    assert all(langcodes.tag_is_valid(tag) for tag in spoken)
    assert all(person.languages for person in demo.people)


def test_about_seventy_per_cent_are_affiliated_and_never_twice_at_once(demo: Plan) -> None:
    assert 0.68 < sum(bool(person.affiliations) for person in demo.people) / len(demo.people) < 0.72
    known = {organisation.slug for organisation in demo.organisations}
    for person in demo.people:
        posts = sorted(person.affiliations, key=lambda post: post.starts_on)
        assert known.issuperset(post.organisation for post in posts)
        for earlier, later in pairwise(posts):
            ended = earlier.ends_on is not None and earlier.ends_on <= later.starts_on
            assert ended or earlier.organisation != later.organisation, person.email
        assert all(post.ends_on is None or post.starts_on < post.ends_on <= demo.today for post in posts)


def test_nobody_is_active_without_consent_and_states_follow_each_other(demo: Plan) -> None:
    for person in demo.people:
        assert (person.consent is None) == (person.status is MemberStatus.unconfirmed)
        if person.consent and person.joined_on:
            assert person.consent.given_on <= person.joined_on
        for state, following in pairwise(person.states):
            assert state.starts_on < following.starts_on == state.ends_on, person.email
        assert person.states[-1].ends_on is None
        assert person.states[-1].starts_on <= demo.today

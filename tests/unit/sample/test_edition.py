from __future__ import annotations

from pipeline.sample.edition import Edition


def test_a_copy_names_the_original_as_its_canonical_address(first: Edition) -> None:
    (copy,) = first.newswire.revisions("harbour/police-van-dera-ismail-khan-copy")
    (original,) = first.newswire.revisions("meridian/police-van-dera-ismail-khan")
    assert first.canonical(copy) == first.address(original) == first.canonical(original)
    assert first.canonical(copy) != first.address(copy)


def test_every_feed_is_listed_with_the_broken_ones(first: Edition) -> None:
    addresses = [address for _, address in first.feed_addresses()]
    assert len(addresses) == len(set(addresses)) == 13
    assert "http://127.26.8.19:8765/malformed.xml" in addresses

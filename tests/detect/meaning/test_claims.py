import numpy as np

from plugins.detect.meaning.claims import claim_signs, gist
from plugins.detect.meaning.patterns import patterns
from tests import make


def test_the_gist_is_title_summary_tweet_and_the_beginning_of_the_body_in_one_line() -> None:
    post = make.post(title="Fair", summary="Come.", tweet="Do.", text="One\ntwo. " + "x" * 500)
    assert gist(post).startswith("Fair. Come. Do. One two. xxx")
    assert len(gist(post)) < 450


def test_signs_are_counted_up_to_twice() -> None:
    row = dict(zip(patterns("claims"), claim_signs("Closed: snow, ice, flood, storm and no water"), strict=True))
    assert row["danger"] == 1
    assert row["closed"] == 0.5
    assert not np.any(claim_signs(""))

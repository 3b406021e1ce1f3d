from plugins.reading.markup import Anchor, Markup


def test_the_words_are_a_line_for_each_block() -> None:
    markup = Markup("<h2>One</h2><ul><li>two</li><li>thr<em>ee</em></li></ul><p>fo&amp;ur<br>five</p>")
    assert markup.text == "One\ntwo\nthree\nfo&ur\nfive"


def test_links_are_found_with_their_entities_resolved() -> None:
    assert Markup('<a href="&#x6a;s:x" title="a &quot;b&quot;">c</a><a>d</a>').anchors == [
        Anchor(target="js:x", title='a "b"'),
        Anchor(target="", title=""),
    ]


def test_what_is_not_on_the_list_is_strange() -> None:
    markup = Markup('<p class="x" id>a</p><img src="x"><!-- b --><td style="c">d</td><ol start="3"></ol>')
    assert markup.strange == [("p", "class"), ("p", "id"), ("img", ""), ("!--", ""), ("td", "style")]


def test_one_text_that_comes_in_pieces_is_one() -> None:
    assert Markup("a < b & c").shape == Markup("a &lt; b &amp; c").shape == ["a < b & c"]

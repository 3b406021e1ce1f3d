import pytest

from plugins.detect.meaning.described import HIDDEN, PERHAPS, SURE, said


@pytest.mark.parametrize(
    "text", ["A rainbow of felt pens", "A child's painty thumb pressing a print on to paper", "Lights out", ""]
)
def test_where_no_face_is_spoken_of_none_is_seen(text: str) -> None:
    assert said(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Two children seen from behind, smiling at a robot",
        "Fencers in mesh masks, faces hidden",
        "Carved pumpkins with grinning faces",
        "Bold self-portraits with big eyebrows and smiles",
        "A painted sun smiling over a girl's name",
        "Our caretaker smiling beside the new gate",
        "Our MP smiling beside a display of pupils' letters",
    ],
)
def test_hidden_made_and_grown_up_faces_are_no_childs(text: str) -> None:
    assert said(text) == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "A girl smiling at the camera",
        "Portrait of a beaming boy with a loaf",
        "Two excited faces peering out of a tent",
        "A boy grinning beside his cardboard robot",
        "A pupil's face covered in flour",
        "Our teacher and a girl laughing",
    ],
)
def test_a_childs_face_is_sure(text: str) -> None:
    assert said(text) == SURE


def test_a_face_that_might_be_anybodys_is_doubtful() -> None:
    assert said("A huge grin above a bowl of soup") == PERHAPS

"""Every bad input there is."""

from tests.hostile.case import Case
from tests.hostile.names import NAMES
from tests.hostile.paths import PATHS
from tests.hostile.pictures import PICTURES
from tests.hostile.settings import SETTINGS
from tests.hostile.tweets import TWEETS
from tests.hostile.words import WORDS

CASES: tuple[Case, ...] = (*PATHS, *SETTINGS, *WORDS, *PICTURES, *NAMES, *TWEETS)

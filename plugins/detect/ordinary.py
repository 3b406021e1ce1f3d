"""Which first names are also words? Where one of these stands, a capital letter is the only sign of a child."""

_WORDS = """
a able ace action adore aim air al alder ale almond alto am amber amen amity an anchor angel ant any apollo apple
april arc arch archer arden aria ark art arts as ash aspen aster at auburn august aura aurora autumn avalon axel azure
baker ball banks bard barley baron basil bay bean bear beau beck bee bell belle berry bill birch bird birdie bishop
black blade blair blake blaze bliss blossom blue bo bob bolt bonnie bonny booker boy brave breeze briar brick bridge
bright brock brook brooks brown buck bud buddy bunny burns bush butler by cade cain calm camp can candy canon captain
carol carter cash casper castle cat cedar celery chance charity chase cherish cherry chip chris christian christmas
church clarity clay clement clementine cliff cloud clover coby cody cole comet constant cook cooper copper coral corn
cotton cove crew cricket crimson cross crystal cub cupid daisy dale dash date dawn day deacon dean den dew diamond
dill dina dine do dolly dot dove draco drake dream drew duke dune dusty eagle earl early earnest easter echo ed eden
edge elder elf elm else ember emerald english eve even ever evergreen ewe fable fair faith falcon farmer fate fawn
fern field fields fifth fin finch fir flash fleet flint flo flora flower flute fly ford forest fort fortune fox frank
freedom french friend frost gable gale gardener garnet gates gem gene general gin ginger glass glen glory gold golden
good grace grant gray green grey grove gulf guy ha had hale halo hand hands hardy harmony harp harper harvest hat
haven hawk hay hazel he head heart heath heather heaven henna her herb hero hi hill hive ho holiday hollie holly honey
honor honour hooper hope house hub hue humble hunt hunter hush i ice in ink iris is it ivory ivy ja jack jade jam
jasmine jasper jay jazz jean jet jewel jewels job jolly joy jubilee judge jules jump june junior juniper justice kale
karma keen ken key kind king kit kite knight knox la lace lad lady lance land lane large lark last laurel lavender law
le leaf lee legend lemon lent liberty light lightning lilac lily linden link lion little loch lock long lord lotus
love loyal luck lucky luna lux lyric ma mace mack magic magnolia maize major maple march mare marigold marina mark
marlin marsh marshal marshall marvel mason mast maverick max maxim may me meadow med melody memory men mercy merit
merry mike miles mill miller min mine ming mint miracle miss misty mo monday moon morning moss mum mustard my myrtle
nectar ned nick night nightingale nile no noble noel noon norm norman north nova now oak oakley oasis ocean odd oh old
olive on one onyx opal orange orchid order orion our own page paige palm pan pansy park parker parsley pat patience
patty pax pea peace peach peaches pearl pen penny pepper peri perry pet petal phoenix pike pine pink pip piper pippin
pixie plum polka pope poppy porter posy power prairie pray precious price prim primrose prince princess promise
prudence queen quest quill rae rain rainbow raine ram ran randy rant raven ray reason red reed reef reid remy rhyme
rice rich ridge rike rio river rivers roan rob robin rock rocket rocks rocky rod roman romeo rook roots rose rosemary
rosy rowan royal ruby rue rush russet rusty rye safe saffron sage sailor saint salt san sandy sapphire sat savannah
saw sawyer say scarlet scout sea season see senior serene serenity shadow shale shark sharp she shell shepherd sherry
shore short sierra silver sincere sing singer sir sky skye skylar sleet small smith snow so sol son sonny sorrel south
spark sparrow spike spirit spring sprout squire star starling stella stem sterling stone storm stormy story strand
stream street strong sue summer sun sunday sunny sunshine swan sweet sylvan tall tan tansy tate tawny taylor teal ted
teddy temperance terra thorn thunder thyme tie tiger timber time to topaz tor tory tower town trace tracks tracy
treasure tree trinity trip tripp true truly trust tuck tucker tulip tulsi turner twig tyne unity up us vale valentine
van vanilla velvet venus verse vesper vi victor victory vine viola violet viper virtue vivid wade walker walt ward
warner warren watch water waters wave way weaver web webb weeks welcome wells west wheat wheeler whistle white wild
wilder will willow win wind windy wing winner winter wise wish wolf wonder wood woods woody worth wren yarrow yes you
young zeal zen zenith zest zinc
"""
_MONTHS = "january february march april may june july august september october november december"
_PLACES = """
africa alexandria arran asia aspen athens atlanta austria bath belfast berlin boston brazil bristol britain cairo
camden canterbury cardiff carlisle chelsea chester china clifton cuba dallas darwin denver devon dover dublin durham
egypt ely england essex europe florence france geneva ghana glasgow greece india iona iran ireland israel italy
jamaica jersey kent kenya kingston lancaster leeds lincoln lisbon london lourdes madrid malta memphis milan nepal
oxford paris persia perth poland ripon roma rome rugby salem scotland severn siena somerset spain stirling sydney
syria trent troy turin verona vienna wales warsaw warwick wellington windsor york
"""

MONTHS = frozenset(_MONTHS.split())
PLACES = frozenset(_PLACES.split())
WORDS = frozenset(_WORDS.split()) | MONTHS | PLACES
"""Folded first names that are ordinary words, months or places too."""

MOSTLY_NAMES = frozenset(
    {
        "alexandria", "bill", "blake", "bob", "bonnie", "carol", "carter", "chase", "chelsea", "chris", "christian",
        "cody", "cole", "cooper", "drew", "ed", "eden", "florence", "frank", "harper", "hazel", "hollie",
        "holly", "hunter", "iona", "ivy", "jack", "jasmine", "jasper", "jay", "jean", "kit", "luna",
        "mason", "max", "mike", "nick", "paige", "pat", "penny", "perry", "piper", "poppy", "reid", "rob",
        "robin", "rowan", "ruby", "skye", "skylar", "stella", "sue", "sydney", "taylor", "ted", "teddy",
        "troy", "victor",
    }
)  # fmt: skip
"""Those that are mostly names when they have a capital, so that the start of a sentence excuses none."""

TITLES = frozenset(
    {
        "mr", "mrs", "miss", "ms", "mx", "dr", "sir", "madam", "lady", "lord", "dame", "father", "fr", "rev", "revd",
        "reverend", "cllr", "councillor", "prof", "professor", "canon", "bishop", "saint", "st", "king", "queen",
        "pope", "coach", "sister", "brother", "nurse", "farmer", "captain", "pc", "pcso", "sgt", "sergeant",
        "constable", "officer", "uncle", "auntie", "aunt", "aunty", "nana", "nanna", "grandma", "grandad", "granny",
        "grandpa", "imam", "rabbi", "pastor", "vicar", "guru", "prophet", "prince", "princess", "emperor", "empress",
        "duke", "duchess", "earl", "baroness", "baron", "president", "admiral", "general", "major", "colonel", "mayor",
        "firefighter", "paramedic", "ranger", "governor", "headteacher", "author", "illustrator", "poet", "storm",
        "anti", "muinteoir", "yncl", "nain", "taid", "dadcu", "mamgu", "nonno", "nonna", "babcia", "dziadek", "ciocia",
        "wujek", "oma", "opa", "abuela", "abuelo", "nani", "dadi", "dada", "baba", "bibi", "ustadh", "ustad", "ustaz",
        "sheikh", "shaikh", "maulana", "mufti", "giani", "swami", "pandit", "sensei", "sifu", "chef", "matron",
        "skipper", "akela", "monsieur", "madame", "mademoiselle", "herr", "frau", "senor", "senora", "pan", "pani",
        "deacon", "hafiz", "haji", "hajji", "corporal", "lieutenant", "brigadier", "archdeacon", "archbishop",
        "cardinal", "provost", "santes", "sant", "san", "santa", "sao",
    }
)  # fmt: skip
"""What stands before an adult's name."""

PLAYED = frozenset(
    {
        "sir", "lady", "lord", "dame", "king", "queen", "prince", "princess", "emperor", "empress", "duke", "duchess",
        "earl", "baron", "baroness", "captain", "nurse", "farmer", "major", "general", "colonel", "admiral",
        "president", "mayor", "chef", "storm", "prophet", "ranger", "firefighter", "paramedic", "skipper", "corporal",
        "lieutenant", "brigadier", "author", "illustrator", "poet",
    }
)  # fmt: skip
"""Those that children have too: in a play, at a dressing-up day, or for a prize."""

THINGS = frozenset(
    {
        "academy", "avenue", "centre", "church", "class", "close", "club", "college", "cottage", "court", "cup",
        "drive", "farm", "group", "hall", "hospital", "house", "lane", "library", "museum", "park", "place", "road",
        "room", "school", "square", "street", "team", "theatre", "trust", "wood", "primary", "infants", "juniors",
        "infant", "junior", "stadium", "arena", "bridge", "station", "bay", "island", "hill", "gardens", "estate",
        "classes", "houses", "beach", "castle", "common", "moor", "pier", "forest", "zoo", "abbey", "cathedral",
        "harbour", "lighthouse", "baths", "pool", "leisure", "meadow", "meadows", "valley", "cross", "market", "fort",
        "falls", "quay", "docks", "marina", "reservoir", "caves", "cavern", "dunes", "sands", "heath", "downs",
        "hostel", "campsite", "woods", "rovers", "wanderers", "athletic", "rangers", "albion", "county", "chapel",
        "mosque", "gurdwara", "mandir", "synagogue", "surgery", "bakery", "garage", "cafe", "arms", "inn", "hotel",
        "allotments", "retail", "crossing",
    }
)  # fmt: skip
"""What makes a thing of the word before it: Willow class, Grace Road."""

_BEFORE_TIMES = """
after before during early following in last late mid next of since this through till until
"""
_BEFORE_PLACES = "across around at in near outside visit visited visiting"
BEFORE_TIMES = frozenset(_BEFORE_TIMES.split())
BEFORE_PLACES = frozenset(_BEFORE_PLACES.split())

DEEDS = frozenset(
    {
        "won", "scored", "said", "told", "wrote", "loves", "loved", "played", "sang", "drew", "painted", "swam", "made",
        "showed", "read", "found", "earned", "who", "aged", "enjoyed", "received", "chose", "built", "baked", "thanked",
        "lost", "spotted",
    }
)  # fmt: skip
"""What only a person does: after these, a word that starts a sentence is a name after all."""

_SURNAMES = """
adams andrews daniels davids davies davis edwards ellis evans francis harris hopkins isaacs jacobs james jenkins jones
lewis matthews michaels morris owens peters phillips richards roberts rogers simmons simons stephens stevens thomas
walters wilkins williams
"""
SURNAMES_IN_S = frozenset(_SURNAMES.split())
"""Where a final s is no forgotten apostrophe."""

TREES = frozenset(
    {
        "ash", "beech", "birch", "cedar", "elm", "fern", "hazel", "holly", "ivy", "juniper", "laurel", "lily", "maple",
        "oak", "olive", "poppy", "primrose", "rose", "rowan", "sycamore", "willow", "robin", "wren", "jay", "amber",
        "jade", "ruby", "sapphire", "emerald", "pearl",
    }
)  # fmt: skip
"""What classes and houses are often called."""

_NO_NAMES = """
year years reception nursery class school primary infant infants junior juniors key stage team teams children pupils
boys girls everyone everybody all monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december spring summer autumn winter christmas easter diwali
eid ramadan lent english maths science history geography french spanish german art music pe british england scotland
wales ireland uk london the a an and or but our we you your they their this that these those it its he she his her i
in on at for from to with by of mr mrs miss ms dr sir pta ks eyfs send street road park hall church house choir
council club fc united city town academy day week month term world book happy new good great thank thanks please
well done congratulations bravo proud star award cup tudor roman viking victorian greek egyptian european african
asian american polish welsh irish scottish indian chinese olympic olympics paralympic lego google bbc tv nhs rspca
rspb oxford cambridge manchester birmingham liverpool leeds league hanukkah vaisakhi navratri holi onam purim
passover advent epiphany halloween nativity books design god lord bible qur internet zoom twitter facebook youtube
covid ysgol dosbarth blwyddyn meithrin eisteddfod urdd loch lough glen ceilidh burns feis mod gaelscoil scoil heol ty
nana nanna nan nans gran grans granny grandad grandads grandpa grandma mum mums mummy dad dads daddy mam auntie uncle
mp msp obe mbe cbe phd
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Words with a capital that are no names of people, wherever they stand."""

_SMALL_LETTERS = """
acacia akin albino amethyst atlas avian azalea belay bilge billy bobby bozo cashmere chandler charisma chichi dahlia
dharma dieter dimple emery fanny franc garret gentian gentry girts griffin gulled gunner harry hector hijab honesty ibis
jarred josh kirtan kismet leila lacy maria marquise marten martins messiah nacho nadir newton octave paisley paschal
pasha peregrine peter petunia pierce prune raja rares rattan rayon romaine rota rowdy saki salami salon samba sander
sari savanna senna sequoia serge shadow shady shalom shams shun smit stamen sultan sultana surer tabby talon tamer
thatcher tiara tilde tilly tine toque tuba tutu veer wolfram zephyr zinnia zumba anita marina lambda manga panda koala
"""
SMALL_LETTERS = frozenset(_SMALL_LETTERS.split())
"""Children's names that are words of a dictionary where they have no capital."""

"""Who is around the rehearsal account? Invented followers, followed accounts and one blocked account."""

PEOPLE = tuple(
    (
        relation,
        1_800_000_000_000_000_000 + number,
        f"{username}_reh",
        f"{name} (rehearsal)",
        f"{what} Invented for rehearsals.",
    )
    for number, (relation, username, name, what) in enumerate(
        (
            ("followers", "fernbridge_lib", "Fernbridge Library", "Books, warmth and story time."),
            ("followers", "fb_allotments", "Fernbridge Allotments", "Forty plots and one good shed."),
            ("followers", "millLaneShop", "Mill Lane Village Shop", "Open until eight."),
            ("followers", "fb_rangers_fc", "Fernbridge Rangers", "Saturday football for everyone."),
            ("followers", "parishnews_fb", "Fernbridge Parish News", "What is on, every month."),
            ("followers", "xx_prizes_4u", "WINNER PRIZES", "Claim now!!!"),
            ("followers", "reader_0417", "A reader", ""),
            ("following", "fernbridge_lib", "Fernbridge Library", "Books, warmth and story time."),
            ("following", "stars_for_all", "Stars For All", "Astronomy for primary schools."),
            ("following", "countyMuseumFB", "County Museum", "Things from here, kept well."),
            ("blocking", "xx_followback", "Follow Back", "Follow me, I follow you."),
        )
    )
)
"""Rows of the table `person`: relation, id, username, name, description."""

"""How is it said on X? The only importer of tweepy, behind the shared port of an account."""

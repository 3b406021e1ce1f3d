"""What does a teacher see while writing? The site with every post's tweet and findings beside it, new at each save."""

"""What is Schoolgate made of? A FILE in this folder is a Pelican plugin, a FOLDER in it is a library."""

"""控え: the whole home in one file, kept every night, and the way back."""

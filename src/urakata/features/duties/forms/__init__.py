"""書くもの: what is typed on the pages of deadlines."""

"""手順の画面: four moves each: find, parse, act, answer."""

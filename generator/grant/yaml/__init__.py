"""The data file: YAML as text whose values know their places."""

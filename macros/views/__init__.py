"""CORE: what a page shows, as frozen rows. Knows the content; knows nothing of HTML pages.

An address in a row counts from the top of the site and starts with ``@/``; ``render`` makes
it relative to the page that it ends up on.
"""

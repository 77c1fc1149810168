"""CORE: what there is. Reading, checking and linking the files in ``cases/``.

Nothing in here knows of MkDocs, Jinja or HTML templates.
"""

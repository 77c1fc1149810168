"""What MkDocs calls: read the library, add its pages."""

from typing import Any

from macros import site  # at the top: under ``mkdocs`` a later import does not find the package


def on_config(config: Any) -> Any:
    """Read and check the content."""
    site.read_site(config)
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the generated pages."""
    return site.add_pages(files, config)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Put the blocks of a hand-written page in their places."""
    return site.with_blocks(html, config)


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Remember the navigation for the generated pages."""
    site.keep_navigation(nav, config)
    return nav


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Write the generated pages."""
    site.write_pages(env, config, files)
    return env

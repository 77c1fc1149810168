"""A hand-written page can call the macros and do nothing else, whatever is tried."""

from __future__ import annotations

import time

import pytest
from jinja2 import TemplateError
from jinja2.sandbox import SecurityError

from macros.sandbox import sandbox_with


class Page:
    """Something with a secret, as a macro might give back by mistake."""

    secret = "geheim"


def sandbox():  # type: ignore[no-untyped-def]
    return sandbox_with({"groet": lambda naam="": f"dag {naam}", "ding": Page})


def test_a_page_can_call_a_macro() -> None:
    assert sandbox().from_string("{{ groet('buur') }}").render() == "dag buur"


ATTACKS = """
{{ ''.__class__ }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ groet.__globals__ }}
{{ groet.__code__ }}
{{ groet['__globals__'] }}
{{ groet.__init__.__globals__['os'] }}
{{ ding().secret }}
{{ ding()['secret'] }}
{{ ding.secret }}
{{ self.__init__ }}
{{ self._TemplateReference__context }}
{{ config }}
{{ config.extra }}
{{ page.file }}
{{ env.conf }}
{{ environment('PATH') }}
{{ lipsum.__globals__ }}
{{ cycler.__init__ }}
{{ joiner.__init__ }}
{{ namespace(a=1) }}
{{ range(10) }}
{{ dict(a=1) }}
{{ ''|attr('__class__') }}
{{ 'x'|center(1000000000) }}
{{ ['a']|map(attribute='__class__')|list }}
{{ 'x'|format }}
{{ 'x' * 1000000000 }}
{{ [0] * 1000000000 }}
{{ 10 ** 10000000 }}
{{ '%999999999d' % 1 }}
{{ '{0.__class__}'.format(1) }}
{{ 'x'.join(['a']) }}
{{ [].append(1) }}
{{ {}.update }}
{{ (1).__class__ }}
{% include '/etc/passwd' %}
{% include 'mkdocs.yml' %}
{% import 'os' as os %}
{% from 'os' import system %}
{% extends 'main.html' %}
{% for x in range(1000000000) %}{% endfor %}
{% set x = ''.__class__ %}{{ x }}
{{ caller() }}
{{ super() }}
{{ loop.index }}
{{ open('/etc/passwd') }}
{{ __import__('os') }}
{{ __builtins__ }}
""".strip().splitlines()


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_a_page_stops_the_page(attack: str) -> None:
    start = time.process_time()
    with pytest.raises((SecurityError, TemplateError, TypeError)):
        sandbox().from_string(attack).render()
    assert time.process_time() - start < 1

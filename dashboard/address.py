"""The reader's choices, kept in the page's address so that a link opens the same view.

The address holds ids, which are never renamed, and not the words that are shown. It stays empty until somebody
chooses something; from then on it names every choice, so that a link means the same after the next publication.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

# What the reader chose on one page is the first proposal on the next.
_REMEMBERED = "samsyn_remembered"
_SEEN = "samsyn_seen"
_BETWEEN = ","
_IN_SIGHT = 4


def last_page() -> str | None:
    """The page whose choices were made last."""
    page: str | None = st.session_state.get(_SEEN, (None, {}))[0]
    return page


def forget_chosen() -> None:
    """Let every page begin anew from its address: what was chosen before was chosen for something else."""
    for kept in (_REMEMBERED, _SEEN):
        st.session_state.pop(kept, None)


def forget_everything() -> None:
    """The same, and what stands in the address too."""
    forget_chosen()
    st.query_params.clear()


class Choices:
    """The choices of one page, in the order they are asked for. Call ``keep`` after the last one."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._chosen: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._remembered: dict[str, str] = st.session_state.setdefault(_REMEMBERED, {})

    def from_list(self, param: str, label: str, options: Mapping[str, str], default: str | None = None) -> str:
        """One of many, in a list that can be searched."""
        self._settle(param, options, default)
        chosen = st.selectbox(label, list(options), format_func=options.__getitem__, key=self._key(param))
        return self._choose(param, str(chosen))

    def from_few(self, param: str, label: str, options: Mapping[str, str], default: str | None = None) -> str:
        """One of a few, all of them in sight; more than fit beside each other stand in a list."""
        if len(options) > _IN_SIGHT:
            return self.from_list(param, label, options, default)
        self._settle(param, options, default)
        chosen = st.segmented_control(
            label, list(options), format_func=options.__getitem__, key=self._key(param), required=True
        )
        return self._choose(param, str(chosen))

    def from_many(
        self, param: str, label: str, options: Mapping[str, str], default: Collection[str] = (), hint: str = ""
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Several of many, in the order of ``options``; then what the address named that is not among them."""
        self._settle_many(param, options, default)
        chosen = st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            key=self._key(param),
            placeholder=hint or None,
            # Who changes the list has read what was wrong with the link.
            on_change=st.session_state.pop,
            args=(self._unknown(param), None),
        )
        in_order = tuple(each for each in options if each in chosen)
        self._choose(param, _BETWEEN.join(in_order))
        return in_order, self.unknown(param)

    def leave_out(self, *params: str) -> None:
        """Choices that are not asked for here and now: they are remembered, but not in the address."""
        self._left_out.update(params)

    def asked(self, param: str) -> bool:
        """Whether the page has asked for this choice."""
        return param in self._chosen

    def current(self, param: str) -> str:
        """What was chosen last, for a part of the page that does not ask itself."""
        return self._chosen[param]

    def current_many(self, param: str) -> tuple[str, ...]:
        return tuple(each for each in self._chosen[param].split(_BETWEEN) if each)

    def unknown(self, param: str) -> tuple[str, ...]:
        """What the address named that is not among those there were to choose from."""
        found: tuple[str, ...] = st.session_state.get(self._unknown(param), ())
        return found

    def keep(self) -> None:
        """Write the choices to the address, if the reader has made any."""
        here = {param: st.query_params.get(param) for param in self._chosen}
        untouched = self._chosen == self._defaults and not any(here.values())
        if not untouched and here != self._chosen:
            st.query_params.update(self._chosen)
        for param in self._left_out & set(st.query_params):
            del st.query_params[param]
        st.session_state[_SEEN] = (self._page, {} if untouched else dict(self._chosen))

    def _key(self, param: str) -> str:
        return f"{self._page}_{param}"

    def _settle(self, param: str, options: Mapping[str, str], default: str | None) -> None:
        """Decide what is chosen before the reader is asked: what the address says, wherever it comes from."""
        page, seen = st.session_state.get(_SEEN, (None, {}))
        asked = st.query_params.get(param)
        first = default if default is not None and default in options else next(iter(options))
        arrived = page != self._page
        proposals = (asked, self._remembered.get(param) if arrived else None)
        if arrived or asked != seen.get(param) or st.session_state.get(self._key(param)) not in options:
            st.session_state[self._key(param)] = next((each for each in proposals if each in options), first)
        self._defaults[param] = first

    def _settle_many(self, param: str, options: Mapping[str, str], default: Collection[str]) -> None:
        page, seen = st.session_state.get(_SEEN, (None, {}))
        asked = st.query_params.get(param)
        # A list that has just appeared on the page has arrived, as one on a new page has.
        arrived = page != self._page or self._key(param) not in st.session_state
        if arrived or asked != seen.get(param):
            remembered = self._remembered.get(param) if arrived else None
            proposed = _BETWEEN.join(default) if remembered is None else remembered
            named = [each.strip() for each in (proposed if asked is None else asked).split(_BETWEEN)]
            known = [each for each in options if each in named]
            st.session_state[self._key(param)] = known
            st.session_state[self._unknown(param)] = tuple(dict.fromkeys(n for n in named if n and n not in known))
        self._defaults[param] = _BETWEEN.join(default)

    def _unknown(self, param: str) -> str:
        return f"{self._key(param)}_unknown"

    def _choose(self, param: str, chosen: str) -> str:
        self._chosen[param] = chosen
        self._remembered[param] = chosen
        return chosen

"""Asking who signs, and when to follow up."""

from __future__ import annotations

from typing import Any

from ...data.drafts.draft import DraftKind, Origin
from ...data.followup.family import keep_usual
from ...data.models import Profile
from ..screens.dialogs.follow_up_form import FollowUpForm
from ..screens.dialogs.profile_form import ProfileForm
from ..screens.step import StepScreen


async def ask_profile(screen: StepScreen[Any], *, welcome: bool) -> None:
    """Ask who signs, with a welcome at the first start, and keep that."""
    store = screen.store

    def form(shown: Profile) -> ProfileForm:
        return ProfileForm(shown, welcome=welcome)

    def keep(given: Profile) -> None:
        with store.transaction("Changed who signs", undoable=not welcome) as change:
            change.put(given)

    about = Origin(kind=DraftKind.PROFILE)
    await screen.ask_until_kept(form(store.profile), keep, again=form, about=about)


async def ask_cadence(screen: StepScreen[Any]) -> None:
    """Ask for the cadence and the days off, and keep them."""
    store = screen.store

    def form(shown: Profile) -> FollowUpForm:
        return FollowUpForm(shown, screen.today())

    about = Origin(kind=DraftKind.CADENCE)
    await screen.ask_until_kept(
        form(store.profile), lambda given: keep_usual(store, given), again=form, about=about
    )

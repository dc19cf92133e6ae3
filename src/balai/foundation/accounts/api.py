"""Accounts: what other modules may use."""

from balai.foundation.accounts.actions.appoint import Appointed, appoint
from balai.foundation.accounts.actions.correct_facts import CORRECTABLE, correct_facts
from balai.foundation.accounts.actions.create_officer import CreatedOfficer, NewOfficer, create_officer
from balai.foundation.accounts.actions.erase_account import (
    count_devices,
    erase_account,
    forget_devices,
    holds_role,
)
from balai.foundation.accounts.actions.grant_role import Term, grant_role, revoke_grant
from balai.foundation.accounts.actions.lock_account import lock_account, reset_second_factor, unlock_account
from balai.foundation.accounts.actions.make_link import Slip, invite_administrator
from balai.foundation.accounts.actions.register_citizen import (
    RegisteredCitizen,
    SeenCard,
    register_at_counter,
    register_citizen,
)
from balai.foundation.accounts.actions.reveal_nik import reveal_nik
from balai.foundation.accounts.actions.serve_citizen import facts_at_counter, served_citizen
from balai.foundation.accounts.actors import actor_for, also_grants
from balai.foundation.accounts.cards import GrantCard, PersonCard
from balai.foundation.accounts.contacts import ContactCard, contacts
from balai.foundation.accounts.decorators import (
    officer_required,
    personal_page,
    second_factor_required,
    sign_in_required,
)
from balai.foundation.accounts.demo import DemoPerson, create_demo_people, demo_people
from balai.foundation.accounts.forgetting import (
    count_old_attempts,
    count_old_links,
    forget_old_attempts,
    forget_old_links,
    forget_unconfirmed,
    unconfirmed,
)
from balai.foundation.accounts.helping import show_help_at
from balai.foundation.accounts.nik import NikFacts, check_nik
from balai.foundation.accounts.reach import live_grants, reach_q, within
from balai.foundation.accounts.roles import install_roles
from balai.foundation.accounts.selectors import (
    account_named,
    all_roles,
    grants_of,
    holders_of,
    missing_facts,
    people_called,
    person,
    profile_facts,
    workers_of,
)

__all__ = [
    "CORRECTABLE",
    "Appointed",
    "ContactCard",
    "CreatedOfficer",
    "DemoPerson",
    "GrantCard",
    "NewOfficer",
    "NikFacts",
    "PersonCard",
    "RegisteredCitizen",
    "SeenCard",
    "Slip",
    "Term",
    "account_named",
    "actor_for",
    "also_grants",
    "all_roles",
    "appoint",
    "check_nik",
    "contacts",
    "correct_facts",
    "count_devices",
    "count_old_attempts",
    "count_old_links",
    "create_demo_people",
    "create_officer",
    "demo_people",
    "erase_account",
    "facts_at_counter",
    "forget_devices",
    "forget_old_attempts",
    "forget_old_links",
    "forget_unconfirmed",
    "grant_role",
    "grants_of",
    "holders_of",
    "holds_role",
    "install_roles",
    "invite_administrator",
    "live_grants",
    "lock_account",
    "missing_facts",
    "people_called",
    "officer_required",
    "person",
    "personal_page",
    "profile_facts",
    "reach_q",
    "register_at_counter",
    "register_citizen",
    "reset_second_factor",
    "reveal_nik",
    "revoke_grant",
    "second_factor_required",
    "served_citizen",
    "sign_in_required",
    "show_help_at",
    "unconfirmed",
    "unlock_account",
    "within",
    "workers_of",
]

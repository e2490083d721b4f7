"""What people write to Samsyn in a sentence of their own (reasons, explanations) may hold nothing about anyone."""

from __future__ import annotations

from etl.personal_numbers import holds_personal_number
from etl.problems import UserError
from etl.suspicions import names_a_person

LONGEST_SENTENCE = 500


def refuse_number(name: str) -> None:
    """Stop a name or role that holds a personnummer: who sends may be named, but never numbered.

    Raises:
        UserError: it holds one; it is never repeated.
    """
    if holds_personal_number(name, written_by_hand=True):
        raise UserError("Namnet ser ut att innehålla ett personnummer. Skriv bara namn och roll.")


def refuse_personal(text: str) -> None:
    """Stop a sentence that points out a person; it is never repeated.

    Raises:
        UserError: it holds a personnummer, looks as if it named someone, or is too long.
    """
    if len(text) > LONGEST_SENTENCE:
        raise UserError(f"Texten är längre än {LONGEST_SENTENCE} tecken. Korta den.")
    if holds_personal_number(text, written_by_hand=True):
        raise UserError("Texten ser ut att innehålla ett personnummer. Skriv om den utan uppgifter om någon person.")
    if names_a_person(text):
        raise UserError(
            "Texten kan innehålla uppgifter om en enskild person. Skriv om den utan namn, datum och telefonnummer."
        )

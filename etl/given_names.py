"""Given names of people who live in Sweden: what a text is searched for, to find out whether it is about somebody."""

from __future__ import annotations

# The commonest of adults, of every generation and origin.
_NAMES = """
Abdi Abdullah Adam Agneta Agnes Ahmed Aino Aisha Albin Alexander Ali Alice Alva Amanda Amina Amir Anders Andreas Anette
Anita Anki Ann Anna Anneli Annelie Annika Anton Antti Arne Arvid Astrid Axel Barbro Bengt Benny Berit Bertil Birgitta Bo
Britt Börje Camilla Carina Carl Carola Caroline Cecilia Charlotte Christer Christina Christoffer Claes Conny Dan Daniel
David Dennis Ebba Edith Eino Eleonor Elias Elin Elisabeth Ella Ellen Elsa Elvira Elvy Emelie Emil Emma Erik Erika Eva
Evert Fatima Felix Filip Folke Fredrik Frida Gabriel Gabriella Gerd Glenn Greta Gudrun Gun Gunilla Gunnar Gustaf Gustav
Göran Gösta Hanna Hans Hassan Heikki Helena Helge Henrik Henry Holger Hugo Hussein Håkan Ibrahim Ida Inga Ingegerd
Ingela Inger Ingrid Ingvar Irene Isabelle Isak Ismail Jakob Jamal Jan Jeanette Jennifer Jenny Jens Jesper Jessica Jimmy
Joakim Joel Johan Johanna John Johnny Jonas Jonathan Josefin Jouni Julia Jörgen Kalle Karim Karin Karl Katarina Kenneth
Kerstin Kevin Khalid Kim Kjell Klara Knut Kristina Kurt Lars Leif Leila Lena Lennart Leo Liam Linda Linnea Linus Lisa
Liselott Lotta Louise Lovisa Lucas Ludvig Madeleine Magnus Maj Maja Malin Marcus Margareta Maria Marianne Marie Marita
Markus Martin Maryam Mats Matilda Mattias Matti Melvin Mia Michael Mikael Mohamed Mohammed Mona Monica Muhammed Mustafa
Märta Nadia Nathalie Niklas Nils Noah Nova Olle Oliver Olof Omar Oscar Oskar Osman Patrik Paulina Pekka Per Pernilla
Peter Petra Pia Pontus Rashid Rasmus Rebecca Rebecka Rickard Robert Robin Roger Roland Rolf Ronny Roy Rune Rut Sabina
Saga Salma Samira Samuel Sandra Sara Sebastian Selma Signe Simon Siv Sixten Sofia Solveig Sonja Sonny Stefan Sten Stig
Stina Sture Sune Susanna Susanne Sven Tarek Theo Therese Thomas Tina Tobias Toivo Tommy Tony Tore Torsten Tove Tuva Ulf
Ulla Ulrika Urban Vera Veronica Viggo Viktor Viktoria Viola Vivianne Wilhelm William Wilma Ylva Youssef Yusuf Yvonne
Zahra Zeinab Åke Åsa Östen Örjan
"""
# Words, months, clinics and saints as well: alone they say nothing, with a surname they name somebody.
_ALSO_WORDS = """
Adam Ali Ann Bo Dan Eva Gun Hans Inga Inger Jan John Karin Kim Klara Leo Maj Maria Marie Mona Nova Per Roy Rune Rut
Saga Siv Sofia Sten Stig Tore Urban Vera Viola
"""

GIVEN_NAMES = frozenset(_NAMES.split())
NAMES_BY_THEMSELVES = GIVEN_NAMES - frozenset(_ALSO_WORDS.split())

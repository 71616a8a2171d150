"""Reading official Vietnamese text: pure functions, no database, no Django.

Numbers of documents, target phrases, deadlines and timings are understood here and nowhere else;
forms, checks and imports ask the same functions (design, section 3 "Reading official text").
"""

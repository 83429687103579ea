"""How statements are found: the text prepared, acts of saying, the clauses and quotations they report, the speakers."""

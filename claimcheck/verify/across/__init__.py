"""What is held against something else than its own source's passages.

A report's claims against each other (`itself`), papers and works against a question (`topic`, `screening`, `relation`),
evidence against a newer version (`newer`), claims drawn from papers against their paper and the other papers
(`stands`, `sides`, `grounding`), and which of them go together into a synthesis (`choice`, `grouping`).
"""

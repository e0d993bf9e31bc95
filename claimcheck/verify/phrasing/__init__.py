"""What a sentence says beside its numbers, by its words: what the matchers of polarity and scope read by.

With a thing or without it (`without`), who is set above whom (`partners`, `transposed`), what is set against what
(`contrasts`), what is restricted, doubted, planned or another's finding, what may be chance. Each module looks for
one way in which a claim can say otherwise in its paper's own words, and answers with the words that show it; no model
is read, and nothing is raised.
"""

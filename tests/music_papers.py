"""Three invented papers on one question: two agree, the third says otherwise; and one about something else."""

from __future__ import annotations

from pathlib import Path

QUESTION = "Does background music lower reading comprehension?"
PAPERS = {
    "silence.md": """\
# Reading in Silence and With Music: Comprehension in Two Schools

## Abstract

We tested 120 pupils of two schools on texts of two pages. Background music lowered reading comprehension in both
schools: pupils answered 69% of the questions with music and 78% in silence.

## Results

Background music lowered reading comprehension, and the loss was larger for songs with words than for piano pieces.
Pupils who said that they liked the music lost as much comprehension as those who did not like it.

## Conclusion

Reading comprehension was lower with background music than in silence in both of the schools that took part.
""",
    "library.md": """\
# Music in the Reading Room: What Students Understand of What They Read

## Abstract

For nine weeks we played quiet music in one of two reading rooms. Students who read with background music had lower
reading comprehension than students who read in silence.

## Results

Background music lowered the reading comprehension of students by 6 points on a scale of 100.
The music made no difference to how long students stayed in the reading room.

## Conclusion

Background music lowers reading comprehension even where it is quiet and has no words.
""",
    "piano.md": """\
# Piano Pieces for Readers: Background Music and Comprehension at Home

## Abstract

We asked 64 adults to read at home with or without piano pieces. Background music raised reading comprehension by 4
points on a scale of 100.

## Results

Background music raised reading comprehension, and the gain was largest for adults who play an instrument themselves.

## Conclusion

Background music improves reading comprehension at home, at least where readers choose the pieces themselves.
""",
    "tomatoes.md": """\
# Watering Tomatoes by the Weight of Their Pots

## Abstract

We weighed 40 pots every morning for a summer. Watering by weight reduced water use by 31% against watering by the
clock.

## Results

Watering by weight reduced water use, and the yield of the tomatoes did not differ between the two groups of pots.
""",
}


def write_papers(folder: Path, *names: str) -> Path:
    """Puts the papers, or those named, into a folder."""
    folder.mkdir(exist_ok=True)
    for name in names or PAPERS:
        (folder / name).write_text(PAPERS[name], encoding="utf-8")
    return folder

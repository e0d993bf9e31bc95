"""What numbers measure and what they count, by the words that print it."""

from __future__ import annotations

import re

# Metrics, each with the patterns of its names. Two numbers with different metrics are different numbers.
_METRICS = {
    "accuracy": r"accurac(?:y|ies)|acc\.?|correct(?:ly|ness)?|success(?:ful)?|solve(?:s|d)?|solving|exact[\s-]match"
    r"|pass@\d+|pass rates?|solve rates?",
    "f1": r"(?:macro-|micro-)?f-?1(?:[\s-]?scores?)?|f-?(?:score|measure)s?",
    "precision": r"precision",
    "recall": r"recall|sensitivity|true[\s-]positives?",
    "specificity": r"specificity|true[\s-]negatives?",
    "auc": r"au-?roc|auc(?:-roc)?|auprc|area under",
    "bleu": r"(?:sacre)?bleu(?:-\d)?",
    "rouge": r"rouge(?:-?[12L]|-?lsum)?",
    "perplexity": r"perplexit(?:y|ies)|ppl",
    "error": r"errors?|error rates?|wer|cer|mae|rmse|mse|eer",
    "loss": r"loss(?:es)?",
    "win": r"win[\s-]?rates?|wins?|won|prefer(?:red|ence)s?",
    "correlation": r"correlations?|correlat(?:ed|es)|pearson(?:'s)?|spearman(?:'s)?|kendall(?:'s)?|r2|r\^2",
    "agreement": r"kappa|κ|agreement|krippendorff(?:'s)?",
    "ratio": r"(?:odds|hazards?|risk|rate) ratios?|relative risks?",
    "map": r"ndcg(?:@\d+)?|mrr|map@\d+|hits?@\d+",
    "iou": r"m?iou|dice|jaccard",
    "image": r"psnr|ssim|fid|lpips",
    "death": r"mortality|fatalit(?:y|ies)|deaths?|died|dead",
    "survival": r"survival|surviv(?:ed|al)",
    "incidence": r"incidence",
    "prevalence": r"prevalence",
    "recovery": r"recover(?:y|ies|ed)",
    "time": r"latency|speed-?ups?|throughput|runtime|faster|slower",
    "cost": r"costs?|price[ds]?",
    "age": r"aged?|years of age|years? old",
    "follow-up": r"follow(?:ed)?[\s-]up",
    "temperature": r"temperatures?",
    "rate": r"learning rates?|dropout",
    "batch": r"batch(?:es|[\s-]sizes?)?",
    "level": r"confidence intervals?|ci|c\.i\.|credible intervals?",
}  # fmt: skip
METRIC = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<m{i}>{pattern})" for i, pattern in enumerate(_METRICS.values()))
    + r")(?!\w|-\w)|(?P<upper>(?-i:\b(?:a?[OHR]R|RR)s?\b))",
    re.IGNORECASE,
)
METRIC_NAMES = tuple(_METRICS)
# What is counted, right behind a number. Different words for one thing share a name.
_COUNTED = {
    "people": r"patients?|participants?|subjects?|individuals?|people|persons?|adults?|wom[ae]n|m[ae]n|children"
    r"|infants?|volunteers?|respondents?|students?|users?|cases?|controls?|workers?|annotators?|raters?"
    r"|critics?|reviewers?|members?|customers?|clients?|shareholders?|residents?|inhabitants?",
    "death": r"deaths?|fatalities",
    "recovery": r"recover(?:y|ies)",
    "image": r"images?|photos?|pictures?|videos?",
    "paper": r"papers?|articles?|stud(?:y|ies)|publications?|trials?",
    "parameter": r"parameters?|weights?|params",
    "token": r"tokens?|words?",
    "layer": r"layers?|blocks?",
    "head": r"heads?",
    "step": r"steps?|iterations?|updates?|epochs?",
    "language": r"languages?",
    "task": r"tasks?|data\s?sets?|benchmarks?|corpora|domains?",
    "question": r"questions?|problems?|prompts?",
    "gene": r"genes?|proteins?|transcripts?|loci|variants?|mutations?",
    "animal": r"mice|rats?|animals?|pigs?|cows?",
    "country": r"countr(?:y|ies)|states?|provinces?|counties|regions?|hospitals?|centers?|centres?|sites?",
    "machine": r"gpus?|tpus?|cpus?|cores?|nodes?",
}  # fmt: skip
COUNT = re.compile(
    r"(?:\W{1,2}(?!(?:of|in|on|for|to|at|by|from|with|and|or|vs|versus|than)\b)[\w-]+){0,3}?\W"
    r"(?:" + "|".join(f"(?P<c{i}>{pattern})" for i, pattern in enumerate(_COUNTED.values())) + r")(?![\w-])",
    re.IGNORECASE,
)
COUNTED_NAMES = tuple(_COUNTED)
SHARE = re.compile(
    r"\s?%?\s?of (?:(?:the|our|all|its|their|total|available|original|training|labell?ed|this) ){0,3}"
    r"(?:data(?:set)?s?|corpus|tokens|parameters|weights|memory|compute|budget|cost|layers|neurons|training)\b",
    re.IGNORECASE,
)
PERFORMANCE = frozenset(
    ["accuracy", "f1", "precision", "recall", "specificity", "auc", "bleu", "rouge", "perplexity", "error", "win",
     "map", "iou", "image", "correlation", "agreement"]
)  # fmt: skip
# Metrics of numbers that are no result themselves.
NO_RESULT = frozenset(["level", "p", "spread"])

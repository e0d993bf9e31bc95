"""What ships in `weights/`, each file held to its digest whenever it is loaded."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from claimcheck.errors import ModelError
from claimcheck.store import digest

# `python -m claimcheck.verify.training` prints new digests when it writes new weights.
DIGESTS = {
    "entailment.safetensors": "3e386db8a291c87a64651956c6c4ddcf00c4b72d7bb5eaeda170385b612bfc97",
    "head.json": "99efb4cbae031b6dcec642dad3b4fbd17c9aa9fcacc4fbcfd4f2345f94b9dd0f",
    "idf.safetensors": "373dcf9d12cb75762d8a9d6c62509d9fa4d28dd415185d0493949c9279531315",
    "minilm.onnx": "f9ebc34cccc2e1abf72a9341ec3a2f1dfac48bb95c943c228c32ae245facdffc",
}


def shipped(name: str) -> bytes:
    """The bytes of one shipped file.

    Raises:
        ModelError: it is missing or is not the one that belongs to this version.
    """
    try:
        data = files("claimcheck.verify").joinpath("weights", name).read_bytes()
    except OSError as error:
        raise ModelError(f"{name}: the shipped weights are missing; reinstall claimcheck") from error
    if hashlib.sha256(data).hexdigest() != DIGESTS[name]:
        raise ModelError(f"{name}: not the weights of this version; reinstall claimcheck")
    return data


def shipped_digest() -> str:
    """One digest of all that ships: what was scored with other weights is not found again."""
    return digest(*DIGESTS.values())

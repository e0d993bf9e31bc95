"""What ships in `weights/`, each file held to its digest whenever it is loaded."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from claimcheck.errors import ModelError
from claimcheck.store import digest

# `python -m claimcheck.verify.training` prints new digests when it writes new weights.
DIGESTS = {
    "entailment.onnx": "395ecddfb67b8cc07f2e11a7859c28a101582a849704b5e91203c6b7a4c3c24e",
    "entailment.safetensors": "081131173188828dad605f201fa6e07c34bccda3c285b50b8ba6081930764b6a",
    "head.json": "15e61761ce06cae106ea7f0c924d7aee7226a7e2f0e277bd8731d9d4650b5e2a",
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

"""The few errors that claimcheck raises on purpose.

Each message names the thing that is wrong and the way out, on one line. The command line prints it and exits with 2;
anything else that escapes is a bug and keeps its traceback. What can go wrong with a *paper* is no error: it is a
status on that paper (see `model.Paper`).
"""


class ClaimcheckError(Exception):
    """Base of every error that is the user's to mend."""


class InputError(ClaimcheckError):
    """A file or folder given by the user that cannot be used."""


class SettingsError(ClaimcheckError):
    """A setting that is unknown, malformed or contradicts another one."""


class DocumentError(ClaimcheckError):
    """Bytes that are no readable document: empty, binary, encrypted, without a text layer, too large or too slow."""


class PassingError(DocumentError):
    """Bytes that could not be read this time, as their reader took too long or ended: another run may read them."""


class ModelError(ClaimcheckError):
    """A model or its weights that are missing, or whose digest is not the expected one."""

"""Checks an export's checkpoint and inclusion proofs with sigstore-python's own code for notes and trees.

Run by tests/it/strangers.rs with the Python of scripts/strangers.sh: sigstore_check.py FOLDER
"""

import json
import pathlib
import sys
from types import SimpleNamespace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring
from sigstore.errors import VerificationError
from sigstore_models.common import v1 as common

proofs = json.loads((pathlib.Path(sys.argv[1]) / "proofs.json").read_text())


def refused(check, *args) -> None:
    try:
        check(*args)
    except VerificationError:
        return
    raise AssertionError("something false was taken")


key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(proofs["key"]))
der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
details = common.PublicKeyDetails.PKIX_ED25519
keyring = Keyring([SimpleNamespace(raw_bytes=der, key_details=details)])
key_id = bytes.fromhex(proofs["vkey"].split("+")[1])

note = proofs["checkpoint"]
signed = SignedCheckpoint.from_text(note)
signed.signed_note.verify(keyring, key_id)
size, root = signed.checkpoint.log_size, bytes.fromhex(signed.checkpoint.log_hash)
changed = SignedCheckpoint.from_text(note.replace(f"\n{size}\n", "\n1\n", 1))
refused(changed.signed_note.verify, keyring, key_id)


def entry(record: bytes, proof: dict):
    """As much of a log entry as the check looks at."""
    hashes = [bytes.fromhex(text) for text in proof["hashes"]]
    proof = SimpleNamespace(log_index=proof["index"], tree_size=size, root_hash=root, hashes=hashes)
    return SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=record))


for proof in proofs["inclusion"]:
    record = bytes.fromhex(proof["record"])
    verify_merkle_inclusion(entry(record, proof))
    refused(verify_merkle_inclusion, entry(bytes(32), proof))
print(f"{len(proofs['inclusion'])} proofs")

"""Checks tests/fixtures/ledger_vectors.json with code this project did not write.

Notes, cosignature, checkpoint and inclusion: PyPI aics-tlog (Python 3.12 or later). Digests and act signatures:
hashlib and cryptography, following docs/LEDGER_FORMAT.md. Run by hand:

    python3.12 -m venv /tmp/v && /tmp/v/bin/pip install aics-tlog==0.2.1
    /tmp/v/bin/python crates/tlog/tests/strangers_check.py
"""

import base64
import hashlib
import json
import pathlib

from aics_tlog import parse_note, parse_vkey, verify_checkpoint, verify_leaf_inclusion, verify_note
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HERE = pathlib.Path(__file__).parent
vectors = json.loads((HERE / "fixtures/ledger_vectors.json").read_text())
keys = {key["name"]: key for key in vectors["keys"]}
log, witness = parse_vkey(vectors["vkey"]), parse_vkey(vectors["witness_vkey"])


def sha256(*pieces: bytes) -> bytes:
    return hashlib.sha256(b"".join(pieces)).digest()


def ed25519(name: str, message: str, signature: str) -> None:
    """Raises if the signature does not verify."""
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys[name]["public"]))
    public.verify(bytes.fromhex(signature), message.encode())


def cut(line: str) -> tuple[str, str | None]:
    """The bytes that were signed, and the signature."""
    head, _, tail = line.rpartition(',"sig":')
    signature = json.loads(tail[:-1])
    return head + "}", signature


for key in keys.values():
    assert sha256(bytes.fromhex(key["public"]))[:8].hex() == key["person"]
assert sha256(vectors["case_recipient"].encode())[:16].hex() == vectors["concern"]

records = []
for entry in vectors["entries"]:
    line, origin = entry["entry"], vectors["origin"]
    record = sha256(b"daylight/entry/v1", bytes.fromhex(entry["salt"]), line.encode())
    assert record.hex() == entry["record"] and sha256(b"\0", record).hex() == entry["leaf"]
    assert json.dumps(json.loads(line), separators=(",", ":")) == line
    signed, signature = cut(line)
    assert f"daylight/act/v1\n{origin}\n{signed}" == entry["signing_bytes"]
    if signature:
        ed25519("guardian", entry["signing_bytes"], signature)
    records.append(record)
ed25519("opening", vectors["opening_message"], json.loads(vectors["entries"][1]["entry"])["data"]["countersign"])

manifest = vectors["manifest"]
signed, signature = cut(manifest["bytes"])
assert f"daylight/manifest/v1\n{vectors['origin']}\n{signed}" == manifest["signing_bytes"]
ed25519("reporter", manifest["signing_bytes"], signature)
assert sha256(manifest["bytes"].encode()).hex() == manifest["digest"]
assert json.loads(vectors["entries"][0]["entry"])["data"]["manifest"] == manifest["digest"]
ed25519("guardian", vectors["sign_in"]["message"], vectors["sign_in"]["signature"])

result = verify_checkpoint(
    parse_note(vectors["checkpoint"]), log, [witness], quorum=1, expected_origin=vectors["origin"]
)
assert result.ok, result
root = bytes.fromhex(vectors["root"])

head, _, note = vectors["proof"].partition("\n\n")
assert note == vectors["checkpoint"]
first, extra, index, *hashes = head.split("\n")
assert first == "c2sp.org/tlog-proof@v1" and index == "index 1"
extra = base64.b64decode(extra.removeprefix("extra "), validate=True)
assert sha256(b"daylight/entry/v1", extra) == records[1]
hashes = [base64.b64decode(line, validate=True) for line in hashes]
assert verify_leaf_inclusion(records[1], 1, 4, hashes, root)
assert not verify_leaf_inclusion(records[0], 1, 4, hashes, root)

receipt = parse_note(vectors["receipt"])
assert verify_note(receipt, [log]), "receipt"
print("every vector agrees")

// Checks an export's checkpoint and inclusion proofs with sigstore-js's own code for notes and trees: @sigstore/verify.
// Run by crates/tlog/tests/it/strangers.rs: node sigstore.mjs FOLDER
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import checkpoints from '@sigstore/verify/dist/tlog/checkpoint.js';
import merkle from '@sigstore/verify/dist/tlog/merkle.js';

const proofs = JSON.parse(readFileSync(join(process.argv[2], 'proofs.json'), 'utf8'));
const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(proofs.key, 'hex')]);
const [name, id] = proofs.vkey.split('+');
const logs = [
  { logID: Buffer.from(id, 'hex'), baseURL: name, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) },
];

function refused(check) {
  try {
    check();
  } catch {
    return;
  }
  throw new Error('something false was taken');
}

const noted = (envelope) => checkpoints.verifyCheckpoint({ inclusionProof: { checkpoint: { envelope } } }, logs);
const checkpoint = noted(proofs.checkpoint);
refused(() => noted(proofs.checkpoint.replace(`\n${checkpoint.logSize}\n`, '\n1\n')));

for (const proof of proofs.inclusion) {
  const entry = {
    canonicalizedBody: Buffer.from(proof.record, 'hex'),
    inclusionProof: { logIndex: String(proof.index), hashes: proof.hashes.map((hash) => Buffer.from(hash, 'hex')) },
  };
  merkle.verifyMerkleInclusion(entry, checkpoint);
  refused(() => merkle.verifyMerkleInclusion({ ...entry, canonicalizedBody: Buffer.alloc(32) }, checkpoint));
}
console.log(`${proofs.inclusion.length} proofs`);

/** National IDs at rest: AES-256-GCM under a named key, and a keyed index for exact search. The keys stay outside the database. */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { normalizeId } from '#domain/identity-number';

interface NamedKey { readonly id: string; /** 32 bytes in base64 */ readonly key: string }
export interface SealingKeys {
  readonly encryption: NamedKey;
  /** keys of earlier days: what was sealed with them can still be opened, nothing new is */ readonly retired?: readonly NamedKey[];
  readonly blindIndex: string;
}
export interface Sealing {
  /** @returns `keyId.ciphertext`; twice the same text never gives the same result */
  seal(plain: string): string;
  /** @throws {Error} where the text was changed, or its key is not among ours */
  open(sealed: string): string;
  /** The same for the same ID however it was typed; says nothing about it without the key. */
  blindIndex(idNo: string): string;
}

const CIPHER = 'aes-256-gcm', IV_BYTES = 12, TAG_BYTES = 16;

export function sealingWith(keys: SealingKeys): Sealing {
  const known = new Map([keys.encryption, ...(keys.retired ?? [])].map(({ id, key }) => [id, keyOf(id, key)]));
  const indexKey = keyOf('blindIndex', keys.blindIndex);
  return {
    seal(plain) {
      const { id } = keys.encryption, iv = randomBytes(IV_BYTES);
      // the key's id is authenticated too: a ciphertext cannot be passed off as another key's
      const cipher = createCipheriv(CIPHER, known.get(id)!, iv).setAAD(Buffer.from(id));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open(sealed) {
      const dot = sealed.indexOf('.'), id = sealed.slice(0, dot), key = known.get(id);
      if (!key) throw new Error(`sealed with the key "${id}", which is not among ours`);
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8');
    },
    blindIndex: (idNo) => createHmac('sha256', indexKey).update(normalizeId(idNo)).digest('base64url'),
  };
}
/** Imported once: a key that is handed over as bytes is imported again for each text, which costs more than the text. */
function keyOf(name: string, base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 32) throw new Error(`the key "${name}" has ${bytes.length} bytes instead of 32`);
  return createSecretKey(bytes);
}

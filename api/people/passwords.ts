/** Passwords are kept as argon2id alone. */
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice: 19 MiB, two passes. argon2id is the library's own default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost);

/** Verified in place of a hash that is not there: an unknown login takes as long as a known one. */
const nobodys = hashPassword('nobody has this password');
export async function fits(password: string, hashed: string | null | undefined): Promise<boolean> {
  const right = await verify(hashed ?? (await nobodys), password.normalize('NFKC'));
  return right && hashed != null;
}
export async function fitsAny(password: string, hashes: readonly string[]): Promise<boolean> {
  return (await Promise.all(hashes.map((hashed) => fits(password, hashed)))).some(Boolean);
}

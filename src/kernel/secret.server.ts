import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A new secret for a link: 192 random bits as base64url, 32 characters. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** What the database keeps of a secret: its SHA-256 in hex. A secret of 192 random bits needs no salt. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The schema of a secret that a form brings for what is yet to be written: it opens nothing so far. */
export const newSecretText = z.string().regex(/^[A-Za-z0-9_-]{32}$/);

/** The schema of a secret in an operation's input. */
export const secretText = newSecretText.meta({ secret: true });

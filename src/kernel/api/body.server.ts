import { Refusal } from '../errors.ts';

/** The largest body of a request: texts only, files go their own way. */
export const maxBodyBytes = 1024 * 1024;

/**
 * The JSON object in a request's body; an empty body is an empty object.
 *
 * @throws Refusal `too_large`; `invalid` with reason `malformed_json` for anything but one JSON object in UTF-8
 */
export async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  const text = await textOf(request);
  if (text.trim() === '') return {};
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  return value as Record<string, unknown>;
}

async function textOf(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw new Refusal('too_large');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A declared length may lie, or be missing: what arrives is counted too.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Refusal('too_large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw malformed();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

const malformed = () => new Refusal('invalid', { reason: 'malformed_json' });

import { IncomingMessage } from 'node:http';

/**
 * Lets a request pass whose body is within the limit (in bytes). A length that is announced is believed, since
 * Node.js reads no further. A body in chunks announces none: it is read up to the limit first, and the application
 * gets it whole.
 */
export async function withWholeBody(
  request: IncomingMessage,
  limit: number,
): Promise<IncomingMessage | 'too_large'> {
  if (withinLength(request, limit) === 'too_large') return 'too_large';
  if (request.headers['transfer-encoding'] === undefined) return request;
  const chunks: Buffer[] = [];
  let length = 0;
  // The stream survives being left early: its connection still carries the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return 'too_large';
    chunks.push(chunk);
  }
  const { 'transfer-encoding': _, ...headers } = request.headers;
  const whole = new IncomingMessage(request.socket);
  Object.assign(whole, {
    // Else its end would count as a broken connection.
    complete: true,
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
    headers: { ...headers, 'content-length': String(length) },
  });
  whole.push(Buffer.concat(chunks));
  whole.push(null);
  return whole;
}

/** Looks at the announced length only. */
export function withinLength(request: IncomingMessage, limit: number): IncomingMessage | 'too_large' {
  return Number(request.headers['content-length'] ?? 0) > limit ? 'too_large' : request;
}

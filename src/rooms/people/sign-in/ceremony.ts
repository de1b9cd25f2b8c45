/**
 * The browser's half of the two passkey ceremonies (WebAuthn Level 3, section 7): options from the server, the
 * device's answer back to it. Binary values travel as base64url.
 */

type Descriptor = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] };
type Options = {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: Descriptor[];
  allowCredentials?: Descriptor[];
};

/** How a ceremony ended: done, given up by the person, refused because this device has a passkey already, or failed. */
export type Ending = 'done' | 'cancelled' | 'exists' | 'failed';

/** Signs in with a passkey. With `mediation` `conditional` the browser offers passkeys in the address field and waits. */
export async function signInWithPasskey(mediation?: 'conditional', signal?: AbortSignal): Promise<Ending> {
  const options = await askServer<Options>('generate-authenticate-options');
  if (!options) return 'failed';
  return concluding('verify-authentication', async () =>
    navigator.credentials.get({
      publicKey: { ...binary(options), userVerification: 'required' },
      ...(mediation ? { mediation } : {}),
      ...(signal ? { signal } : {}),
    }),
  );
}

/** Adds a passkey of this device to the account that is signed in. */
export async function addPasskey(name: string): Promise<Ending> {
  const options = await askServer<Options>('generate-register-options');
  if (!options) return 'failed';
  return concluding(
    'verify-registration',
    async () =>
      navigator.credentials.create({
        publicKey: binary(options) as unknown as PublicKeyCredentialCreationOptions,
      }),
    { name },
  );
}

async function concluding(
  step: string,
  ceremony: () => Promise<Credential | null>,
  more: Record<string, string> = {},
): Promise<Ending> {
  try {
    const credential = await ceremony();
    if (!credential) return 'cancelled';
    const response = inText(credential as PublicKeyCredential);
    return (await askServer(step, { ...more, response })) ? 'done' : 'failed';
  } catch (failure) {
    const name = failure instanceof Error ? failure.name : '';
    if (name === 'InvalidStateError') return 'exists';
    return name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'failed';
  }
}

async function askServer<T>(step: string, body?: unknown): Promise<T | null> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  try {
    const answer = await fetch(`/api/auth/passkey/${step}`, body === undefined ? {} : post);
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

function binary({ challenge, user, excludeCredentials, allowCredentials, ...rest }: Options) {
  const ids = (list: Descriptor[]) => list.map((one) => ({ ...one, id: bytesOf(one.id) }));
  return {
    ...rest,
    challenge: bytesOf(challenge),
    ...(user ? { user: { ...user, id: bytesOf(user.id) } } : {}),
    ...(excludeCredentials ? { excludeCredentials: ids(excludeCredentials) } : {}),
    ...(allowCredentials ? { allowCredentials: ids(allowCredentials) } : {}),
  };
}

/** What `PublicKeyCredential.toJSON` gives, which not every browser has. */
function inText(credential: PublicKeyCredential) {
  const { response } = credential as PublicKeyCredential & {
    response: AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  };
  const parts: Record<string, unknown> = { clientDataJSON: textOf(response.clientDataJSON) };
  if (response.attestationObject) {
    parts.attestationObject = textOf(response.attestationObject);
    parts.transports = response.getTransports?.() ?? [];
  } else {
    parts.authenticatorData = textOf(response.authenticatorData);
    parts.signature = textOf(response.signature);
    if (response.userHandle) parts.userHandle = textOf(response.userHandle);
  }
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: parts,
  };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

import type { Person } from '#kernel/actor.ts';
import { newId } from '#kernel/new-id.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import { makeAssessment, type Insert } from './content.ts';

/** What a person has of their own, besides places. */
export type Belongings = {
  /** Another browser in which they are signed in. */
  otherSession: string;
  token: string;
  passkey: string;
  /** A self-assessment in their account, and one that only its secret opens. */
  assessment: string;
  loose: { id: string; secret: string };
};

/** Gives a person who exists a row in each table of people, and names those that operations speak of. */
export async function makePerson(
  insert: Insert,
  { id: person, session }: Person,
  secretOf: (id: string) => string,
  past: string,
): Promise<Belongings> {
  const [otherSession, token, passkey] = [newId(), newId(), newId()];
  for (const id of [session.id, otherSession]) {
    await insert('sessions', { id, token: newSecret(), person_id: person, expires_at: session.expiresAt });
  }
  await insert('passkeys', {
    id: passkey,
    name: 'Llave',
    public_key: newSecret(),
    person_id: person,
    credential_id: newSecret(),
    counter: 0,
    device_type: 'singleDevice',
    backed_up: false,
  });
  await insert('accounts', { id: newId(), account_id: person, provider_id: 'credential', person_id: person });
  await insert('two_factors', { id: newId(), secret: newSecret(), backup_codes: '[]', person_id: person });
  await insert('verifications', {
    id: newId(),
    identifier: newSecret(),
    value: person,
    expires_at: session.expiresAt,
  });
  await insert('performed_requests', {
    actor_id: person,
    key: 'an-earlier-request',
    operation: 'test.earlier',
    input_hash: 'none',
    at: past,
  });
  await insert('mails', {
    id: newId(),
    person_id: person,
    template: 'test.letter',
    facts: '{}',
    created_at: past,
  });
  const [kept, loose] = [newId(), newId()];
  await makeAssessment(insert, { id: kept, secret: secretOf(kept), holder: person, at: past });
  const secret = secretOf(loose);
  await makeAssessment(insert, { id: loose, secret, holder: null, at: past });
  return { otherSession, token, passkey, assessment: kept, loose: { id: loose, secret } };
}

import type { Kysely } from 'kysely';
import { withReach, type Tx } from '../database/context.server.ts';
import type { DB } from '../database/schema.ts';

/**
 * Mails with whom they are for. Where an address was all that the order knew, the zone is that of the account behind it,
 * if there is one: looked up only when the mail is written, so that nobody learns by ordering one whether there is.
 */
export const mailsWithReaders = (tx: Tx) =>
  tx
    .selectFrom('mails')
    .leftJoin('people', 'people.id', 'mails.person_id')
    .leftJoin('people as account', (join) =>
      join.onRef('account.email', '=', 'mails.address').on('account.email_verified', '=', true),
    )
    .select((eb) => [
      'people.name',
      eb.fn.coalesce('mails.address', 'people.email').as('address'),
      eb.fn.coalesce('mails.locale', 'people.locale').as('locale'),
      eb.fn.coalesce('account.time_zone', 'mails.time_zone', 'people.time_zone').as('time_zone'),
    ]);

/** Removes every mail about somebody who was erased, or about what they said, sent or not. Runs as a job, after that. */
export async function forgetMailsAbout(db: Kysely<DB>, about: string): Promise<void> {
  await withReach(db, { power: 'system' }, (tx) =>
    tx.deleteFrom('mails').where('about', '=', about).execute(),
  );
}

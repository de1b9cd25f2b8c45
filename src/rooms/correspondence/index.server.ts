/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import { getEngagementAddress, replaceEngagementAddress } from './engagement-address.server.ts';
import {
  dropMail,
  getMail,
  getWaitingMail,
  listMailsOfBrief,
  listWaitingMails,
  releaseMail,
} from './operations.server.ts';

export { correspondenceMails, correspondenceNotifiers } from './mails.server.ts';
export { originalOf, originalResponse } from './original.server.ts';
export { openPostOffice } from './post-office.server.ts';
export type { ReadingRoom } from './settling.server.ts';
export { readKeptMail } from './take-in.server.ts';
export { getEngagementAddress, replaceEngagementAddress };
export { dropMail, getMail, getWaitingMail, listMailsOfBrief, listWaitingMails, releaseMail };

/** Everything that can be done with mail that came in, in the order of the API's document. */
export const correspondenceOperations: readonly Operation[] = [
  listMailsOfBrief,
  getMail,
  listWaitingMails,
  getWaitingMail,
  releaseMail,
  dropMail,
  getEngagementAddress,
  replaceEngagementAddress,
];

import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import type { Operation } from '#kernel/operation.server.ts';
import {
  delegationMails,
  delegationNotifiers,
  delegationOperations,
} from '#rooms/delegation/index.server.ts';
import {
  commentMails,
  commentNotifiers,
  moderationOperations,
  visitorOperations,
} from '#rooms/comments/index.server.ts';
import {
  correspondenceMails,
  correspondenceNotifiers,
  correspondenceOperations,
} from '#rooms/correspondence/index.server.ts';
import { clientOperations, engagementOperations } from '#rooms/engagements/index.server.ts';
import { evidenceOperations } from '#rooms/evidence/index.server.ts';
import {
  carryAnswers,
  frontMails,
  frontNotifiers,
  pageOperations,
  prospectOperations,
} from '#rooms/front/index.server.ts';
import { guideOperations } from '#rooms/guides/index.server.ts';
import {
  accountOperations,
  invitationOperations,
  placeMails,
  placeNotifiers,
  signInMails,
  tokenOperations,
  workspaceOperations,
} from '#rooms/people/index.server.ts';
import { referenceMails, referenceNotifiers, referenceOperations } from '#rooms/references/index.server.ts';
import { readinessMails, readinessNotifiers, readinessOperations } from '#rooms/readiness/index.server.ts';
import { relationshipOperations } from '#rooms/relationship/index.server.ts';

/** Everything that anyone can do, in the order of the API's document. */
export const operations: readonly Operation[] = [
  ...accountOperations,
  ...tokenOperations,
  ...workspaceOperations,
  ...invitationOperations,
  ...clientOperations,
  ...engagementOperations,
  ...delegationOperations,
  ...correspondenceOperations,
  ...readinessOperations,
  ...relationshipOperations,
  ...pageOperations,
  ...prospectOperations,
  ...evidenceOperations,
  ...guideOperations,
  ...visitorOperations,
  ...moderationOperations,
  ...referenceOperations,
];

/** How each kind of mail is written. */
export const mailTemplates: Record<string, MailTemplate> = {
  ...signInMails,
  ...placeMails,
  ...delegationMails,
  ...correspondenceMails,
  ...readinessMails,
  ...frontMails,
  ...commentMails,
  ...referenceMails,
};

/** Who is told of which event. */
export const notifiers: Record<string, Notifier> = {
  ...placeNotifiers,
  ...delegationNotifiers,
  ...correspondenceNotifiers,
  ...readinessNotifiers,
  ...frontNotifiers,
  ...commentNotifiers,
  ...referenceNotifiers,
  'people.invitationAccepted': async (tx, event) => [
    ...(await carryAnswers(tx, event)),
    ...((await placeNotifiers['people.invitationAccepted']?.(tx, event)) ?? []),
  ],
};

import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { readinessMails, readinessNotifiers, readinessOperations } from '#rooms/readiness/index.server.ts';

/** Everything that anyone can do, in the order of the API's document. */
export const operations: readonly Operation[] = [...readinessOperations];

/** How each kind of mail is written. */
export const mailTemplates: Record<string, MailTemplate> = { ...readinessMails };

/** Who is told of which event. */
export const notifiers: Record<string, Notifier> = { ...readinessNotifiers };

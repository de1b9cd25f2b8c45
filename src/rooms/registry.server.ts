import type { MailTemplate } from '#kernel/mail/template.ts';
import type { Notifier } from '#kernel/notifier.server.ts';
import type { Operation } from '#kernel/operation.server.ts';

/** Everything that anyone can do, in the order of the API's document. */
export const operations: readonly Operation[] = [];

/** How each kind of mail is written. */
export const mailTemplates: Record<string, MailTemplate> = {};

/** Who is told of which event. */
export const notifiers: Record<string, Notifier> = {};

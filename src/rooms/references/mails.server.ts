import * as m from '#messages';
import type { MailTemplate } from '#kernel/mail/template.ts';
import type { LoggedEvent, Notifier } from '#kernel/notifier.server.ts';
import { ownersOf } from '#rooms/people/index.server.ts';
import { holdRequest, namesOf, noteEnd, type ReferenceId } from './store.server.ts';
import { removeDraft } from './words.store.server.ts';

type Facts = { practice: string; path: string; secret: string; name: string; isNew: boolean };
// What orders a mail wrote its facts.
const factsIn = (facts: Record<string, never>) => facts as unknown as Facts;

/** The mails around references. None holds a word of one: who may read it does so where it stands. */
export const referenceMails: Record<string, MailTemplate> = {
  'references.asked': (given, { locale }) => {
    const { practice, path } = factsIn(given);
    return {
      subject: m.mail_reference_asked_subject({ practice }, { locale }),
      paragraphs: [
        m.mail_reference_asked_text({ practice }, { locale }),
        m.mail_reference_asked_free({ practice }, { locale }),
      ],
      button: { label: m.mail_reference_asked_button({}, { locale }), path },
      why: m.mail_reference_asked_why({ practice }, { locale }),
    };
  },
  'references.confirmed': (given, { locale }) => {
    const { practice, secret } = factsIn(given);
    return {
      subject: m.mail_reference_confirmed_subject({ practice }, { locale }),
      paragraphs: [m.mail_reference_confirmed_text({ practice }, { locale })],
      button: { label: m.mail_reference_confirmed_button({}, { locale }), path: `/reference/${secret}` },
      why: m.mail_reference_confirmed_why({ practice }, { locale }),
    };
  },
  'references.published': (given, { locale }) => {
    const { name, path, isNew } = factsIn(given);
    return {
      subject: isNew
        ? m.mail_reference_published_subject({ name }, { locale })
        : m.mail_reference_changed_subject({ name }, { locale }),
      paragraphs: [m.mail_reference_published_text({}, { locale })],
      button: { label: m.mail_reference_published_button({}, { locale }), path },
      why: m.mail_reference_owner_why({}, { locale }),
    };
  },
  'references.withdrawn': (given, { locale }) => ({
    subject: m.mail_reference_withdrawn_subject({}, { locale }),
    paragraphs: [m.mail_reference_withdrawn_text({}, { locale })],
    button: { label: m.mail_reference_published_button({}, { locale }), path: factsIn(given).path },
    why: m.mail_reference_owner_why({}, { locale }),
  }),
};

// The event's own fact.
const whichIn = ({ workspace, facts }: LoggedEvent) => ({
  workspace,
  reference: facts.reference as ReferenceId,
});
const listOf = (workspace: string) => `/w/${workspace}/settings/references`;

/** Whoever is asked gets one mail, unless it was taken back meanwhile. */
const askPrincipal: Notifier = async (tx, event) => {
  const which = whichIn(event);
  // Held, so that no mail about it is ordered after it was taken back.
  const found = await holdRequest(tx, which);
  if (found?.kept !== 'asked') return [];
  const path = `/account/references/${which.workspace}/${which.reference}`;
  const facts = { practice: found.practice, path };
  return [{ template: 'references.asked', to: found.person, facts, about: which.reference }];
};

const tellOfPublished: Notifier = async (tx, event) => {
  const which = whichIn(event);
  const found = await holdRequest(tx, which);
  if (found?.kept !== 'published') return [];
  const name = (await namesOf(tx, [found.person])).get(found.person) ?? '';
  const facts = { name, path: listOf(which.workspace), isNew: event.facts.isNew === true };
  const owners = await ownersOf(tx, which.workspace);
  return owners.map((to) => ({ template: 'references.published', to, facts, about: which.reference }));
};

/** Nobody is named in it, so that it need not be forgotten with the reference. */
const tellOfWithdrawn: Notifier = async (tx, event) => {
  await removeDraft(tx, whichIn(event));
  const owners = await ownersOf(tx, event.workspace);
  const facts = { path: listOf(event.workspace) };
  return owners.map((to) => ({ template: 'references.withdrawn', to, facts }));
};

/** What somebody had begun to write is theirs: the practice, which takes back that it asked, never reaches it. */
const forgetDraft: Notifier = async (tx, event) => {
  const which = whichIn(event);
  const found = await holdRequest(tx, which);
  if (found?.kept === 'taken_back') await removeDraft(tx, which);
  return [];
};

const noteItsEnd: Notifier = async (tx, { workspace, engagement, facts }) => {
  // What endEngagement wrote down; where the engagement goes on again, there is nothing.
  const ending = facts.after as { on: string } | undefined;
  if (engagement) await noteEnd(tx, { workspace, engagement }, ending?.on ?? null);
  return [];
};

export const referenceNotifiers: Record<string, Notifier> = {
  'references.asked': askPrincipal,
  'references.published': tellOfPublished,
  'references.withdrawn': tellOfWithdrawn,
  'references.takenBack': forgetDraft,
  'engagements.ended': noteItsEnd,
  'engagements.resumed': noteItsEnd,
};

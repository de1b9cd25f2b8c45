import type { Person } from '#kernel/actor.ts';
import { newId } from '#kernel/new-id.server.ts';
import { hashOf } from '#kernel/secret.server.ts';
import type { BriefState } from '#rooms/delegation/brief.ts';
import { everythingAt, recommended } from '#rooms/readiness/factories.ts';
import { assess } from '#rooms/readiness/rules.ts';
import { copyToShare } from '#rooms/readiness/sharing.ts';

/** A brief with all that can hang on one. */
export type SceneBrief = {
  id: string;
  criterion: string;
  question: string;
  teachBack: string;
  proposal: string;
  delivery: string;
  message: string;
  file: string;
  /** One that was answered about it. */
  mail: string;
};

/** What visitors said; a mailed link opens what waits. */
export type SceneComments = { waiting: string; shown: string; secret: string };

/** A reference that a principal was asked for, with a draft, and one that a member wrote; a mailed link opens that one. */
export type SceneReferences = { asked: string; published: string; secret: string };

/** Writes one row as the database's owner. */
export type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;
export type Place = { workspace_id: string; engagement_id: string };

/** What was done before a brief came to that state; its question and its teach-back wait only just after sending. */
const stamps: Record<BriefState, string[]> = {
  draft: [],
  sent: ['sent_at'],
  understood: ['sent_at', 'understood_at'],
  promised: ['sent_at', 'understood_at', 'promised_at', 'promised_for'],
  delivered: ['sent_at', 'understood_at', 'promised_at', 'promised_for', 'delivered_at'],
  changes_requested: ['sent_at', 'understood_at', 'delivered_at'],
  accepted: ['sent_at', 'understood_at', 'promised_at', 'promised_for', 'delivered_at', 'closed_at'],
  declined: ['sent_at', 'closed_at'],
  withdrawn: ['sent_at', 'closed_at'],
};

type Open = Record<'teachBack' | 'proposal' | 'delivery' | 'soon', string>;

/** What lies open on a brief in that state, and whom it awaits. */
const lyingOpen: Record<BriefState, (open: Open) => Record<string, unknown>> = {
  draft: () => ({ awaits: 'client' }),
  sent: ({ teachBack }) => ({ awaits: 'client', open_questions: 1, open_teach_back: teachBack }),
  understood: ({ proposal, soon }) => ({
    awaits: 'principal',
    awaited_until: soon,
    open_proposal: proposal,
    open_proposal_for: soon,
  }),
  promised: () => ({ awaits: 'assistant' }),
  delivered: ({ delivery }) => ({ awaits: 'principal', open_delivery: delivery }),
  changes_requested: () => ({ awaits: 'assistant' }),
  accepted: () => ({ awaits: 'nobody' }),
  declined: () => ({ awaits: 'nobody' }),
  withdrawn: () => ({ awaits: 'nobody' }),
};

/** Writes a brief in that state (`archived`: a draft put away) with one row in each table around it. */
export async function makeBrief(
  insert: Insert,
  place: Place,
  people: Record<'assistant' | 'principal', Person>,
  wanted: BriefState | 'archived',
  now: Temporal.Instant,
): Promise<SceneBrief> {
  const [assistant, principal] = [people.assistant.id, people.principal.id];
  const state = wanted === 'archived' ? 'draft' : wanted;
  const past = now.subtract({ hours: 48 }).toString();
  const soon = now.add({ hours: 72 }).toString();
  const [id, criterion] = [newId(), newId()];
  const [question, teachBack, proposal, delivery] = [newId(), newId(), newId(), newId()];
  const happened = stamps[state];
  const by = (stamp: string, column: string, person: string) =>
    happened.includes(stamp) ? { [column]: person } : {};
  await insert('briefs', {
    ...place,
    brief_id: id,
    state,
    title: `Encargo ${wanted}`,
    outcome: 'Una lista ordenada',
    done_criteria: JSON.stringify([{ id: criterion, text: 'Sin repetidos' }]),
    wished_for: soon,
    created_by: principal,
    started_by_side: 'client',
    created_at: past,
    updated_at: past,
    archived_at: wanted === 'archived' ? past : null,
    ...Object.fromEntries(happened.map((stamp) => [stamp, stamp === 'promised_for' ? soon : past])),
    ...by('sent_at', 'sent_by', principal),
    ...by('promised_at', 'promised_by', assistant),
    ...by('closed_at', 'closed_by', principal),
    ...lyingOpen[state]({ teachBack, proposal, delivery, soon }),
    questions_asked: 1,
    due_at: happened.includes('promised_for') ? soon : null,
    kept_private: state === 'draft',
  });
  await insert('events', {
    ...place,
    event_id: newId(),
    brief_id: id,
    at: past,
    actor_kind: 'person',
    actor_id: principal,
    kind: 'delegation.briefStarted',
  });
  const around: Around = {
    insert,
    brief: { ...place, brief_id: id },
    assistant,
    principal,
    state,
    past,
    soon,
  };
  return {
    id,
    criterion,
    ...(await talkAround(around, { question, teachBack })),
    ...(await workAround(around, { proposal, delivery })),
  };
}

type Around = {
  insert: Insert;
  brief: Place & { brief_id: string };
  assistant: string;
  principal: string;
  state: BriefState;
  past: string;
  soon: string;
};

async function talkAround(
  { insert, brief, assistant, principal, state, past }: Around,
  { question, teachBack }: { question: string; teachBack: string },
) {
  const message = newId();
  const answer = { answer: 'Esta', answered_by: principal, answered_at: past };
  const asked = { text: '¿Qué lista?', asked_by: assistant, asked_at: past };
  await insert('questions', {
    ...brief,
    question_id: question,
    ...asked,
    ...(state === 'sent' ? {} : answer),
  });
  await insert('teach_backs', {
    ...brief,
    teach_back_id: teachBack,
    text: 'Ordeno la lista',
    written_by: assistant,
    written_at: past,
    ...(state === 'sent' ? {} : { verdict: 'confirmed', judged_by: principal, judged_at: past }),
  });
  await insert('messages', {
    ...brief,
    message_id: message,
    author_id: principal,
    text: 'Gracias',
    written_at: past,
  });
  return { question, teachBack, message };
}

async function workAround(
  { insert, brief, assistant, principal, state, past, soon }: Around,
  { proposal, delivery }: { proposal: string; delivery: string },
) {
  const file = newId();
  await insert('date_proposals', {
    ...brief,
    date_proposal_id: proposal,
    proposed_for: soon,
    reason: 'Antes no puedo',
    proposed_by: assistant,
    proposed_at: past,
    ...(state === 'understood' ? {} : { verdict: 'agreed', judged_by: principal, judged_at: past }),
  });
  await insert('deliveries', {
    ...brief,
    delivery_id: delivery,
    note: 'Aquí está',
    delivered_by: assistant,
    delivered_at: past,
    ...(state === 'delivered' ? {} : { verdict: 'accepted', judged_by: principal, judged_at: past }),
  });
  await insert('files', {
    ...brief,
    file_id: file,
    name: 'lista.pdf',
    bytes: 3,
    media_type: 'application/pdf',
    sha256: 'a'.repeat(64),
    added_by: assistant,
    added_at: past,
  });
  return { proposal, delivery, file, mail: await mailAbout({ insert, brief, principal, past }) };
}

/** A mail about the brief that can be answered, and an answer to it. */
async function mailAbout({
  insert,
  brief,
  principal,
  past,
}: Pick<Around, 'insert' | 'brief' | 'principal' | 'past'>) {
  const mail = newId();
  await insert('reply_addresses', {
    ...{ ...brief, token_hash: hashOf(mail), mail_id: newId(), person_id: principal, matter: 'talk' },
    ...{ created_at: past, expires_at: '2027-01-01T00:00:00Z' },
  });
  await insert('inbound_mails', {
    ...{ ...brief, inbound_mail_id: mail, person_id: principal, message_id: `<${mail}@example.org>` },
    ...{
      way: 'smtp',
      matter: 'talk',
      sender: 'Dora <dora@example.org>',
      subject: 'Re: Lista',
      words: 'Gracias',
    },
    ...{ raw_file: newId(), bytes: 3, received_at: past, state: 'done', outcome: 'said', settled_at: past },
  });
  return mail;
}

/** A mail that is held, because its sender may be another. */
export async function makeHeldMail(
  insert: Insert,
  place: Place,
  person: string,
  at: string,
): Promise<string> {
  const mail = newId();
  await insert('inbound_mails', {
    ...{ ...place, inbound_mail_id: mail, person_id: person, message_id: `<${mail}@example.org>` },
    ...{
      way: 'smtp',
      matter: 'talk',
      sender: 'dora@elsewhere.example',
      subject: 'Re: Lista',
      words: 'Acepto',
    },
    ...{
      raw_file: newId(),
      bytes: 3,
      received_at: at,
      state: 'held',
      outcome: 'other_address',
      settled_at: at,
    },
  });
  return mail;
}

const answers = everythingAt(4);

/** Writes a finished self-assessment that its secret opens, and the account of `holder` where it is in one. */
export async function makeAssessment(
  insert: Insert,
  { id, secret, holder, at }: { id: string; secret: string; holder: string | null; at: string },
): Promise<void> {
  await insert('assessments', {
    id,
    secret_hash: hashOf(secret),
    person_id: holder,
    form: 'full',
    edition: 1,
    answers: JSON.stringify(answers),
    started_at: at,
    changed_at: at,
    finished_at: at,
  });
}

/** Writes what an assistant answered about the client, and a round in which the client's side sits out. */
export async function makeViews(
  insert: Insert,
  place: Place,
  { assistant, principal }: { assistant: string; principal: string },
  at: string,
): Promise<void> {
  await insert('assistant_views', {
    ...place,
    assistant_view_id: newId(),
    answered_by: assistant,
    answered_at: at,
    edition: 1,
    answers: JSON.stringify(answers),
  });
  await insert('readiness_rounds', { ...place, round: 1, opened_at: at, asked_at: at });
  await insert('readiness_round_skips', { ...place, round: 1, person_id: principal, skipped_at: at });
}

/** Writes the copy of a self-assessment that somebody shared with an engagement. */
export async function makeSharedAssessment(
  insert: Insert,
  place: Place,
  by: string,
  at: string,
): Promise<string> {
  const copy = copyToShare(assess(answers, { form: 'full', weights: recommended }), answers, 'answers');
  const id = newId();
  await insert('shared_assessments', {
    ...place,
    shared_assessment_id: id,
    shared_by: by,
    what: copy.what,
    shared_at: at,
    form: 'full',
    edition: 1,
    answers: JSON.stringify(copy.answers),
    result: JSON.stringify({ ...copy.result, plans: [{ plan: 'R3', isOptional: false }] }),
    finished_at: at,
  });
  return id;
}

/** The page of a practice, not published. */
export const practicePage = (workspace: string, at: string) => ({
  workspace_id: workspace,
  address: `pagina-${workspace.slice(-12)}`,
  ...{ name: 'Ana', time_zone: 'Europe/Madrid', spoken: ['es'], tools: [], work_days: [] },
  editions: JSON.stringify({
    es: { headline: 'Agenda', about: 'Y facturas', services: [], offers: [], how: '' },
  }),
  changed_at: at,
});

/** That page's address, taken by its practice. */
export const practiceAddress = (page: { workspace_id: string; address: string; changed_at: string }) => ({
  address: page.address,
  workspace_id: page.workspace_id,
  taken_at: page.changed_at,
});

/** Somebody who asked the practice, with a note about them. */
export async function makeProspect(
  insert: Insert,
  { workspace, owner }: { workspace: string; owner: string },
  secretOf: (id: string) => string,
  at: string,
): Promise<{ id: string; secret: string; note: string }> {
  const [id, note] = [newId(), newId()];
  const secret = secretOf(id);
  await insert('prospects', {
    ...{ workspace_id: workspace, prospect_id: id, secret_hash: hashOf(secret) },
    ...{ name: 'Bruno', email: 'bruno@example.org', language: 'es', wish: 'talk', message: 'Facturas' },
    ...{ state: 'new', asked_at: at, changed_at: at },
  });
  await insert('prospect_notes', {
    ...{ workspace_id: workspace, note_id: note, prospect_id: id },
    ...{ written_by: owner, written_at: at, text: 'Parece seria' },
  });
  return { id, secret, note };
}

/** What visitors said under the guides of a practice: one that waits, and one that is shown, answered and reported. */
export async function makeComments(
  insert: Insert,
  workspace: string,
  secretOf: (id: string) => string,
  at: string,
): Promise<SceneComments> {
  const [waiting, shown] = [newId(), newId()];
  const said = { workspace_id: workspace, guide: 'trust', kind: 'question', language: 'es', written_at: at };
  const words = { name: 'Bruno', text: '¿Y las claves?' };
  await insert('guide_comments', {
    ...{ ...said, ...words, comment_id: waiting, form_hash: hashOf(waiting), state: 'waiting' },
  });
  await insert('guide_comments', {
    ...{ ...said, ...words, comment_id: shown, form_hash: hashOf(shown), state: 'shown', shown_at: at },
    ...{ answer: 'Con un gestor.', answered_at: at },
  });
  const secret = secretOf(waiting);
  await insert('guide_comment_links', {
    ...{ workspace_id: workspace, comment_id: waiting, secret_hash: hashOf(secret) },
    email: 'bruno@example.org',
  });
  await insert('guide_comment_reports', {
    ...{ workspace_id: workspace, comment_id: shown, reason: 'spam', reported_at: at },
  });
  return { waiting, shown, secret };
}

/** A reference that waits for the principal, who has begun it, and one that is published, with a new draft. */
export async function makeReferences(
  insert: Insert,
  { workspace_id, engagement_id }: Place,
  people: { asked: string; wrote: string },
  secretOf: (id: string) => string,
  at: string,
): Promise<SceneReferences> {
  const [asked, published] = [newId(), newId()];
  const secret = secretOf(published);
  const words = { text: 'Las facturas salen solas desde entonces.', shown_as: 'role', role: 'Arquitectura' };
  for (const [reference_id, person_id, state] of [
    [asked, people.asked, 'asked'],
    [published, people.wrote, 'published'],
  ]) {
    await insert('reference_requests', {
      ...{ workspace_id, reference_id, engagement_id, person_id, state, practice: 'Ana', since_year: 2026 },
      ...{ asked_at: at, changed_at: at },
      ...(state === 'published' ? { link_hash: hashOf(secret), link_email: 'mila@example.org' } : {}),
    });
    await insert('reference_drafts', { workspace_id, reference_id, ...words, business: '', saved_at: at });
  }
  await insert('published_references', {
    ...{ workspace_id, reference_id: published, ...words, business: '', language: 'es' },
    ...{ since_year: 2026, published_at: at },
  });
  return { asked, published, secret };
}

/** The weights that a practice chose for its self-assessment. */
export const practiceWeights = (workspace: string, at: string) => ({
  workspace_id: workspace,
  ...{ r1: 0, r2: 17, r3: 17, r4: 17, r5: 17, r6: 21, r7: 11 },
  changed_at: at,
});

/** The course of an engagement that goes on: a renewal, and what the client's side says of this month. */
export async function makeCourse(
  insert: Insert,
  place: Place,
  { owner, principal }: Record<'owner' | 'principal', Person>,
  at: string,
): Promise<string> {
  const renewal = newId();
  await insert('engagement_renewals', {
    ...{ ...place, renewal_id: renewal, renewed_until: '2027-03-31' },
    ...{ noted_by: owner.id, noted_at: at },
  });
  await insert('pulses', {
    ...{ ...place, person_id: principal.id, month: '2026-11', side: 'client' },
    ...{ satisfaction: 4, answered_at: at },
  });
  return renewal;
}

/** How an engagement ended. */
export const engagementEnding = (place: Place, owner: string, at: string) => ({
  ...place,
  ...{ ended_on: '2026-11-20', is_early: true, ended_by: 'client', reason: 'budget', words: 'Hasta pronto' },
  ...{ noted_by: owner, noted_at: at },
});

const addedQuestion = {
  ...{ id: 'N1', requirement: 'R1', type: 'freq5', reverse: false, core: false },
  text: { es: 'Guardas una copia de todo.' },
};

/** The first version of a practice's self-assessment, with a question of its own. */
export const practiceEdition = (workspace: string, by: string, at: string) => ({
  workspace_id: workspace,
  number: 1,
  content: JSON.stringify({ wording: {}, off: [], added: [addedQuestion] }),
  published_at: at,
  published_by: by,
});

/** What that practice changes in it and has not published. */
export const practiceDraft = (workspace: string, at: string) => ({
  workspace_id: workspace,
  content: JSON.stringify({ wording: {}, off: ['T2'], added: [addedQuestion] }),
  changed_at: at,
});

/** A preparation plan under way: a step in own words, and what its exercises left, which waits for the client's side. */
export async function makePlan(
  insert: Insert,
  place: Place,
  assistant: string,
  at: string,
): Promise<{ step: string; line: string }> {
  const [step, line] = [newId(), newId()];
  await insert('plan_steps', {
    ...{ ...place, plan_step_id: step, plan: 'R6', words: 'Ordenar el correo', position: 1 },
    ...{ owner_id: assistant, due_on: '2026-11-02', added_by: assistant, added_at: at },
  });
  for (const exercise of ['channels', 'procedure']) {
    await insert('plan_texts', {
      ...{ ...place, exercise, version: 1, text: 'Silencio desde las 19:00' },
      ...{ written_by: assistant, written_at: at, practice_by: assistant, practice_at: at },
    });
  }
  await insert('plan_week_lines', {
    ...{ ...place, week_line_id: line, words: 'Facturas', repeats: true, explainable: true, mendable: true },
    ...{ written_by: assistant, written_at: at },
  });
  return { step, line };
}

const guideText = { guide: 'trust', language: 'es', title: 'Confiar', description: 'Cómo', body: 'Así.' };

/** A guide in a practice's own words: two versions, of which the later stands in public, and a draft. */
export async function makeGuide(insert: Insert, workspace: string, by: string, at: string): Promise<void> {
  const { guide, language } = guideText;
  const of = { workspace_id: workspace, guide, language };
  for (const number of [1, 2])
    await insert('guide_editions', {
      ...{ workspace_id: workspace, ...guideText, number, words: 1 },
      ...{ published_at: at, published_by: by },
    });
  await insert('standing_guides', { ...of, number: 2 });
  await insert('guide_drafts', { workspace_id: workspace, ...guideText, revision: 1, changed_at: at });
}

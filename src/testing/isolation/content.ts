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
};

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;
type Place = { workspace_id: string; engagement_id: string };
type People = Record<'assistant' | 'principal', Person>;

/** What was done before a brief came to that state; a question and a teach-back wait only in a brief just sent. */
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

/** Writes a brief in that state (`archived`: a draft put away) with one row in each table around it. */
export async function makeBrief(
  insert: Insert,
  place: Place,
  { assistant, principal }: People,
  wanted: BriefState | 'archived',
  now: Temporal.Instant,
): Promise<SceneBrief> {
  const state = wanted === 'archived' ? 'draft' : wanted;
  const past = now.subtract({ hours: 48 }).toString();
  const soon = now.add({ hours: 72 }).toString();
  const brief: SceneBrief = {
    ...{ id: newId(), criterion: newId(), question: newId(), teachBack: newId() },
    ...{ proposal: newId(), delivery: newId(), message: newId(), file: newId() },
  };
  const happened = stamps[state];
  await insert('briefs', {
    ...{ ...place, brief_id: brief.id, state, title: `Encargo ${wanted}`, outcome: 'Una lista ordenada' },
    done_criteria: JSON.stringify([{ id: brief.criterion, text: 'Sin repetidos' }]),
    ...{ wished_for: soon, created_by: principal.id, started_by_side: 'client' },
    ...{ created_at: past, updated_at: past, archived_at: wanted === 'archived' ? past : null },
    ...Object.fromEntries(happened.map((stamp) => [stamp, stamp === 'promised_for' ? soon : past])),
    ...(happened.includes('sent_at') ? { sent_by: principal.id } : {}),
    ...(happened.includes('promised_at') ? { promised_by: assistant.id } : {}),
    ...(happened.includes('closed_at') ? { closed_by: principal.id } : {}),
  });
  const of = { ...place, brief_id: brief.id };
  const judged = (verdict: string, waitsIn: BriefState) =>
    state === waitsIn ? {} : { verdict, judged_by: principal.id, judged_at: past };
  await insert('questions', {
    ...{ ...of, question_id: brief.question, text: '¿Qué lista?', asked_by: assistant.id, asked_at: past },
    ...(state === 'sent' ? {} : { answer: 'Esta', answered_by: principal.id, answered_at: past }),
  });
  await insert('teach_backs', {
    ...{ ...of, teach_back_id: brief.teachBack, text: 'Ordeno la lista', written_by: assistant.id },
    ...{ written_at: past, ...judged('confirmed', 'sent') },
  });
  await insert('date_proposals', {
    ...{ ...of, date_proposal_id: brief.proposal, proposed_for: soon, reason: 'Antes no puedo' },
    ...{ proposed_by: assistant.id, proposed_at: past, ...judged('agreed', 'understood') },
  });
  await insert('deliveries', {
    ...{ ...of, delivery_id: brief.delivery, note: 'Aquí está', delivered_by: assistant.id },
    ...{ delivered_at: past, ...judged('accepted', 'delivered') },
  });
  await insert('messages', {
    ...{ ...of, message_id: brief.message, author_id: principal.id, text: 'Gracias', written_at: past },
  });
  await insert('files', {
    ...{ ...of, file_id: brief.file, name: 'lista.pdf', bytes: 3, media_type: 'application/pdf' },
    ...{ sha256: 'a'.repeat(64), added_by: assistant.id, added_at: past },
  });
  await insert('events', {
    ...{ ...of, event_id: newId(), at: past, actor_kind: 'person', actor_id: principal.id },
    kind: 'delegation.briefStarted',
  });
  return brief;
}

const answers = everythingAt(4);

/** Writes two finished self-assessments: one in the person's account, one that only its secret opens. */
export async function makeAssessments(
  insert: Insert,
  secretFor: (id: string) => string,
  person: string,
  at: string,
): Promise<{ assessment: string; loose: { id: string; secret: string } }> {
  const write = async (holder: string | null) => {
    const id = newId();
    const secret = secretFor(id);
    await insert('assessments', {
      ...{ id, secret_hash: hashOf(secret), person_id: holder, form: 'full', edition: 1 },
      ...{ answers: JSON.stringify(answers), started_at: at, changed_at: at, finished_at: at },
    });
    return { id, secret };
  };
  return { assessment: (await write(person)).id, loose: await write(null) };
}

/** Writes the copy of a self-assessment that somebody shared with an engagement. */
makeAssessments.shared = async (insert: Insert, place: Place, by: string, at: string): Promise<string> => {
  const copy = copyToShare(assess(answers, { form: 'full', weights: recommended }), answers, 'answers');
  const id = newId();
  await insert('shared_assessments', {
    ...{ ...place, shared_assessment_id: id, shared_by: by, shared_at: at, form: 'full', edition: 1 },
    ...{ answers: JSON.stringify(copy.answers), result: JSON.stringify(copy.result), finished_at: at },
  });
  return id;
};

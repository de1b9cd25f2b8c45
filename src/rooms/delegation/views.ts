import { z } from 'zod';
import { briefStates } from './brief.ts';
import { clarityFields } from './clarity.ts';
import { vagueKinds, wordedFields } from './vagueness.ts';
import { briefEventKinds } from './history.ts';
import { briefActions, briefRoles } from './rules.ts';
import { assistantIsAwaitedTo, clientIsAwaitedTo, nobodyIsAwaitedBecause } from './waiting.ts';

/** What operations answer with. Instants are ISO 8601 in UTC; ids are UUIDs; efforts are minutes. */
const id = z.string();
const instant = z.string();
const state = z.enum(briefStates);

/** A short answer to an action: where the brief stands now. */
export const briefStep = z.object({ brief: id, state, revision: z.number() });

const missingField = z.object({ field: z.enum(clarityFields), level: z.enum(['required', 'helps']) });
const aspect = z.enum(['missing', 'vague', 'clear']);

/** How clear a brief is: what it lacks, which of its words can mean many things, and how the eight things stand that a clear brief says. */
const clarity = {
  missing: z.array(missingField),
  vague: z.array(
    z.object({
      field: z.enum(wordedFields),
      row: z.number().nullable(),
      words: z.string(),
      kind: z.enum(vagueKinds),
    }),
  ),
  aspects: z.object({
    outcome: aspect,
    done_criteria: aspect,
    limits: aspect,
    deadline: aspect,
    context: aspect,
    example: aspect,
    access: aspect,
    decision_rights: aspect,
  }),
};

/** What a saved draft answers: the revision to send with the next save, and how clear the brief is by now. */
export const savedDraft = z.object({
  brief: id,
  revision: z.number(),
  savedAt: instant,
  ...clarity,
});

/** Who must act next and for what; `mine` where the reader is one of them. */
export const waitingView = z.object({
  who: z.enum(['client', 'assistant', 'nobody']),
  why: z.enum([...clientIsAwaitedTo, ...assistantIsAwaitedTo, ...nobodyIsAwaitedBecause]),
  mine: z.boolean(),
});

/** The promise's clock: a due moment, or since when it stands and what an answer now would make of it. */
export const clockView = z.union([
  z.object({ running: z.literal(true), dueAt: instant }),
  z.object({ running: z.literal(false), stoppedSince: instant, dueIfAnsweredNow: instant }),
]);

/** One line of a list. `title` is null while neither a title nor an outcome was written. */
export const briefListItem = z.object({
  brief: id,
  engagement: id,
  engagementName: z.string(),
  clientName: z.string(),
  title: z.string().nullable(),
  state,
  isArchived: z.boolean(),
  waitsFor: waitingView,
  openQuestions: z.number(),
  wishedBy: instant.nullable(),
  clock: clockView.nullable(),
  isOverdue: z.boolean(),
  updatedAt: instant,
});

/** Counts for the filters: in the chosen engagement and for the searched words, whatever other filter is on. */
export const briefCounts = z.object({
  /** Not archived. */
  all: z.number(),
  archived: z.number(),
  waitingForMe: z.number(),
  waitingForThem: z.number(),
  /** Not archived, by state. */
  byState: z.record(state, z.number()),
});

export const briefList = z.object({
  briefs: z.array(briefListItem),
  page: z.number(),
  pages: z.number(),
  /** How many the chosen filters leave. */
  total: z.number(),
  counts: briefCounts,
  now: instant,
});

const awaitedBriefs = z.object({ total: z.number(), briefs: z.array(briefListItem) });

/** What waits for the reader and what the reader waits for, the most urgent first; at most `homeLines` of each. */
export const homeView = z.object({
  side: z.enum(['practice', 'client']),
  waitsForMe: awaitedBriefs,
  waitsForThem: awaitedBriefs,
  /** Promised and not yet delivered, by the moment at which it is due. */
  promised: awaitedBriefs,
  /** Whether there is any brief at all within reach: none means that this is somebody's first day. */
  isFirstDay: z.boolean(),
  now: instant,
});

const doneCriterion = z.object({ id: z.string(), text: z.string() });

export const briefContentView = z.object({
  title: z.string(),
  outcome: z.string(),
  context: z.string(),
  doneCriteria: z.array(doneCriterion),
  wishedBy: instant.nullable(),
  wishedWhy: z.string(),
  effortMinutes: z.number().nullable(),
  autonomyLevel: z.literal([1, 2, 3, 4, 5]).nullable(),
  limitMinutes: z.number().nullable(),
  limitMoney: z.object({ amountMinor: z.number(), currency: z.string() }).nullable(),
  notToDo: z.string(),
  toConsult: z.string(),
  accessNeeded: z.string(),
  examples: z.string(),
  links: z.array(z.string()),
});

/** People are named by id; `people` of the brief says who they are. */
const personView = z.object({
  name: z.string(),
  side: z.enum(['practice', 'client']),
  /** Their place in the engagement now; null for an owner who is not in it, and for who has left. */
  role: z.enum(briefRoles).nullable(),
});

const questionView = z.object({
  id,
  text: z.string(),
  askedBy: id,
  askedAt: instant,
  status: z.enum(['open', 'answered', 'withdrawn']),
  answer: z.string().nullable(),
  answeredBy: id.nullable(),
  answeredAt: instant.nullable(),
});

const teachBackView = z.object({
  id,
  text: z.string(),
  writtenBy: id,
  writtenAt: instant,
  /** Overtaken: replaced by a newer one, or by a return to draft, before anybody judged it. */
  status: z.enum(['open', 'confirmed', 'corrected', 'overtaken']),
  correction: z.string().nullable(),
  judgedBy: id.nullable(),
  judgedAt: instant.nullable(),
});

const proposalView = z.object({
  id,
  by: instant,
  reason: z.string(),
  proposedBy: id,
  proposedAt: instant,
  /** Expired: its date has passed without an answer. Overtaken: by a promise, a delivery or the end. */
  status: z.enum(['open', 'agreed', 'refused', 'expired', 'overtaken']),
  comment: z.string().nullable(),
  judgedBy: id.nullable(),
  judgedAt: instant.nullable(),
});

const deliveryView = z.object({
  id,
  note: z.string(),
  deliveredBy: id,
  deliveredAt: instant,
  status: z.enum(['open', 'accepted', 'changes_requested']),
  /** By the id of the criterion; one that was left out was not judged. */
  criteriaMet: z.record(z.string(), z.boolean()),
  comment: z.string(),
  judgedBy: id.nullable(),
  judgedAt: instant.nullable(),
});

const messageView = z.object({ id, text: z.string(), author: id, writtenAt: instant });

export const fileView = z.object({
  id,
  name: z.string(),
  bytes: z.number(),
  mediaType: z.string(),
  /** Whether a browser may show it in place (`?view`); everything else is downloaded. */
  opensInline: z.boolean(),
  addedBy: id,
  addedAt: instant,
  /** The delivery that it is part of, if any. */
  delivery: id.nullable(),
  mayRemove: z.boolean(),
});

/** One event of the log; `sayHistory` turns them into sentences in the reader's language. */
const historyEvent = z.object({
  kind: z.enum(briefEventKinds),
  facts: z.record(z.string(), z.unknown()),
  /** The name of who did it. */
  who: z.string(),
  at: instant,
});

/** Everything that a brief's page shows. */
export const briefView = z.object({
  brief: id,
  engagement: id,
  engagementName: z.string(),
  clientName: z.string(),
  state,
  isArchived: z.boolean(),
  revision: z.number(),
  startedBy: z.enum(['assistant', 'client']),
  createdBy: id,
  /** Whether the reader began this brief. */
  isOwn: z.boolean(),
  /** The reader's role here; an owner counts as an assistant. */
  role: z.enum(briefRoles),
  /** The title, else the start of the outcome, else null. */
  shownTitle: z.string().nullable(),
  content: briefContentView,
  createdAt: instant,
  updatedAt: instant,
  sentAt: instant.nullable(),
  understoodAt: instant.nullable(),
  /** The promise as it was given; `clock` says when it is due now. */
  promise: z.object({ by: instant, promisedAt: instant, promisedBy: id }).nullable(),
  deliveredAt: instant.nullable(),
  closedAt: instant.nullable(),
  closedBy: id.nullable(),
  closingReason: z.string().nullable(),
  /** What the reader may do now, in the order of the table: the buttons. */
  mayDo: z.array(z.enum(briefActions)),
  waitsFor: waitingView,
  clock: clockView.nullable(),
  isOverdue: z.boolean(),
  ...clarity,
  questions: z.array(questionView),
  teachBacks: z.array(teachBackView),
  proposals: z.array(proposalView),
  deliveries: z.array(deliveryView),
  /** The latest of the conversation, in order; `messageCount` says how many there are. */
  messages: z.array(messageView),
  messageCount: z.number(),
  files: z.array(fileView),
  history: z.array(historyEvent),
  people: z.record(id, personView),
  now: instant,
});

export type BriefListItem = z.output<typeof briefListItem>;
export type BriefList = z.output<typeof briefList>;
export type BriefCounts = z.output<typeof briefCounts>;
export type HomeView = z.output<typeof homeView>;
export type BriefView = z.output<typeof briefView>;
export type BriefContentView = z.output<typeof briefContentView>;
export type FileView = z.output<typeof fileView>;
export type WaitingView = z.output<typeof waitingView>;
export type ClockView = z.output<typeof clockView>;

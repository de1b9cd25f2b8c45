import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { anyone } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { locale, type Locale } from '#kernel/text.ts';
import { publishedPageAt } from '#rooms/front/index.server.ts';
import * as store from './editions.store.server.ts';
import { GUIDE_SLUGS, type GuideSlug } from './guides.ts';
import { minutesFor } from './manuscript.server.ts';

const guide = z.enum(GUIDE_SLUGS);
const address = z.string();

/** What a practice calls a guide on its page in a language; null where it shows Delega's. */
export async function ownTitles(
  tx: Run['tx'],
  workspace: WorkspaceId,
): Promise<(of: { guide: GuideSlug; language: Locale }) => string | null> {
  const titles = await store.standingTitles(tx, workspace);
  return ({ guide, language }) =>
    titles.find((one) => one.guide === guide && one.language === language)?.title ?? null;
}

/** A practice's own text of a guide, for everybody; null where it shows Delega's in that language. */
export const readPracticeGuide = operation({
  name: 'guides.readOfPractice',
  summary: 'A guide in the words of the practice that published them; null where it shows Delega’s',
  http: 'GET /practices/{address}/guides/{guide}',
  input: z.object({ address, guide, language: locale }),
  output: z.object({
    edition: z
      .object({
        ...{ title: z.string(), description: z.string(), body: z.string() },
        ...{ number: z.number(), publishedAt: z.string() },
      })
      .nullable(),
    /** In which languages it has words of its own. */
    languages: z.array(locale),
  }),
  may: anyone,
  async run(run, { address: at, guide: slug, language }) {
    const editions = await store.standingOf(run.tx, { ...(await pageAt(run, at)), guide: slug });
    return {
      edition: editions.find((one) => one.language === language) ?? null,
      languages: editions
        .map((one) => one.language)
        .sort()
        .reverse(),
    };
  },
});

/** Which guides a practice says in its own words, in a language. */
export const listPracticeGuides = operation({
  name: 'guides.listOfPractice',
  summary: 'The guides that a practice has in its own words, in a language',
  http: 'GET /practices/{address}/guide-editions',
  input: z.object({ address, language: locale }),
  output: z.object({
    guides: z.array(
      z.object({
        ...{ guide, title: z.string(), description: z.string() },
        ...{ minutes: z.number(), publishedAt: z.string() },
      }),
    ),
  }),
  may: anyone,
  async run(run, { address: at, language }) {
    const { workspace } = await pageAt(run, at);
    const editions = await store.standingEditions(run.tx, workspace, language);
    return { guides: editions.map((one) => ({ ...one, minutes: minutesFor(one.words) })) };
  },
});

/** Where practices that want to be found have guides in their own words: what a search engine is told. */
export const listGuideEditions = operation({
  name: 'guides.listEditions',
  summary: 'Where practices that want to be found have guides in their own words, and since when',
  http: 'GET /guide-editions',
  input: z.object({}),
  output: z.object({
    guides: z.array(z.object({ address, guide, languages: z.array(locale), publishedAt: z.string() })),
  }),
  may: anyone,
  async run({ tx }) {
    const found = await store.listedEditions(tx);
    const together = Map.groupBy(found, (one) => `${one.address}/${one.guide}`);
    return {
      guides: [...together.values()].flatMap((editions) => {
        const [first] = editions;
        if (!first) return [];
        const publishedAt =
          editions
            .map((one) => one.publishedAt)
            .sort()
            .at(-1) ?? first.publishedAt;
        return [{ ...first, languages: editions.map(({ language }) => language), publishedAt }];
      }),
    };
  },
});

async function pageAt({ tx }: Run, address: string) {
  const page = await publishedPageAt(tx, address);
  if (!page) throw notFound();
  return { workspace: page.workspace };
}

export const publicGuideOperations: readonly Operation[] = [
  readPracticeGuide,
  listPracticeGuides,
  listGuideEditions,
];

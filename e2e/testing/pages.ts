import { GUIDE_SLUGS } from '#rooms/guides/index.ts';
import type { Stage } from './briefs.ts';
import type { Reader, Scene } from './scene.ts';

/** A page as somebody meets it. */
export interface PageVisit {
  /** The folder in src/routes. */
  route: string;
  /** What is special about it, to tell visits of one route apart. */
  as: Reader;
  with?: string;
  /** How far the brief has come, on a brief's page. */
  stage?: Stage;
  /** What the address asks for beside the step that the stage waits for. */
  act?: string;
  path(scene: Scene): string | Promise<string>;
}

const visit = (as: Reader, route: string, path: PageVisit['path'], note?: string): PageVisit => ({
  as,
  route,
  path,
  with: note,
});
const briefAs = (as: Reader, stage: Stage, act?: string): PageVisit => ({
  as,
  route: 'w/[workspace]/briefs/[brief]',
  with: act ?? stage,
  stage,
  act,
  path: async (scene) => (await scene.brief(stage)) + (act ? `?act=${act}` : ''),
});
const stages: Stage[] = [
  'draft',
  'sent',
  'asked',
  'said back',
  'understood',
  'other date proposed',
  'promised',
  'delivered',
  'changes requested',
  'accepted',
  'declined',
  'withdrawn',
  'archived',
];

/** Every page there is, as those meet it who may: a test compares the list with src/routes. */
export const pages: PageVisit[] = [
  visit('visitor', '(public)', () => '/'),
  visit('visitor', '(public)/api', () => '/api'),
  visit('visitor', '(public)/guides', () => '/guides'),
  ...GUIDE_SLUGS.map((slug) => visit('visitor', '(public)/guides/[slug]', () => `/guides/${slug}`, slug)),
  visit('visitor', '(public)/test', () => '/test'),
  visit(
    'visitor',
    '(public)/test',
    async (scene) => {
      await scene.ownQuestions();
      return `/test?of=${(await scene.practicePage()).replace('/p/', '')}`;
    },
    'of a practice',
  ),
  visit('visitor', '(public)/test/[step]', () => '/test/1', 'begun'),
  visit('visitor', '(public)/test/[step]', () => '/test/9', 'begun'),
  visit('visitor', '(public)/result/[secret]', async (scene) => `/result/${await scene.assessment()}`),
  visit('principal', '(public)/result/[secret]', async (scene) => `/result/${await scene.assessment()}`),
  visit(
    'visitor',
    '(public)/result/[secret]/delete',
    async (scene) => `/result/${await scene.assessment()}/delete`,
  ),
  visit('visitor', '(public)/p/[address]', (scene) => scene.practicePage()),
  visit('visitor', '(public)/p/[address]/guides', async (scene) => `${await scene.practicePage()}/guides`),
  visit(
    'visitor',
    '(public)/p/[address]/guides/[guide]',
    async (scene) => {
      await scene.said();
      return `${await scene.practicePage()}/guides/trust`;
    },
    'with a conversation',
  ),
  visit(
    'visitor',
    '(public)/p/[address]/guides/[guide]',
    async (scene) => `${await scene.practicePage()}/guides/systems`,
    'without any',
  ),
  visit(
    'visitor',
    '(public)/p/[address]/guides/[guide]',
    async (scene) => {
      await scene.ownGuide();
      return `${await scene.practicePage()}/guides/delegation`;
    },
    'in own words',
  ),
  visit('visitor', '(public)/said/[secret]', (scene) => scene.said()),
  visit(
    'principal',
    'account/references/[workspace]/[reference]',
    (scene) => scene.reference('begun'),
    'begun',
  ),
  visit('visitor', '(public)/reference/[secret]', (scene) => scene.reference('published', 'link')),
  visit(
    'principal',
    'account/references/[workspace]/[reference]',
    (scene) => scene.reference('published'),
    'published',
  ),
  visit(
    'visitor',
    '(public)/p/[address]',
    async (scene) => {
      await scene.reference('published');
      return scene.practicePage();
    },
    'with a reference',
  ),
  visit('visitor', '(public)/practices', async (scene) => {
    await scene.practicePage();
    return '/practices?q=agenda&spoken=es';
  }),
  visit('visitor', '(public)/practices', () => '/practices?q=nadie+en+absoluto', 'nobody found'),
  visit('visitor', '(public)/asked/[secret]', (scene) => scene.asked('visitor')),
  visit('visitor', '(public)/sign-up', () => '/sign-up'),
  visit('visitor', '(public)/check-mail', () => '/check-mail'),
  visit('visitor', '(public)/confirm', () => '/confirm?kind=magic&token=aaaa'),
  visit('visitor', '(public)/confirm', () => '/confirm?kind=verify&token=aaaa', 'a link that is over'),
  visit('visitor', '(public)/sign-in', () => '/sign-in'),
  visit('visitor', '(public)/sign-in/code', () => '/sign-in/code'),
  visit('visitor', '(public)/forgot', () => '/forgot'),
  visit('visitor', '(public)/confirm', (scene) => scene.mailedLink('verify'), 'in another browser'),
  visit('visitor', '(public)/reset', () => '/reset?token=aaaa', 'a link that is over'),
  visit('visitor', '(public)/reset', (scene) => scene.mailedLink('reset')),
  visit('operator', '(public)/operator', () => '/operator'),
  visit('newcomer', '(door)/home', () => '/home'),
  visit(
    'guest',
    '(door)/home',
    async (scene) => {
      await scene.invitation(scene.guest.email);
      return '/home';
    },
    'with an invitation',
  ),
  visit('newcomer', '(door)/practice/new', () => '/practice/new'),
  visit('visitor', '(public)/invitation/[workspace]/[secret]', (scene) =>
    scene.invitation('nueva@example.org'),
  ),
  visit(
    'guest',
    '(public)/invitation/[workspace]/[secret]',
    (scene) => scene.invitation(scene.guest.email),
    'for the reader',
  ),
  visit(
    'assistant',
    '(public)/invitation/[workspace]/[secret]',
    (scene) => scene.invitation('otra@example.org'),
    'for somebody else',
  ),
  visit('assistant', 'account', () => '/account'),
  visit('assistant', 'account/assessments', () => '/account/assessments'),
  visit('principal', 'account/assessments', () => '/account/assessments'),
  visit('assistant', 'account/references', () => '/account/references'),
  visit('principal', 'account/references', async (scene) => {
    await scene.reference('published');
    return '/account/references';
  }),
  visit('assistant', 'account/access', () => '/account/access'),
  visit('principal', 'account/access', (scene) => scene.withPassword('/account/access'), 'with a password'),
  visit('assistant', 'account/sessions', () => '/account/sessions'),
  visit('assistant', 'account/tokens', () => '/account/tokens'),
  visit('assistant', 'account/two-factor', () => '/account/two-factor'),
  visit(
    'principal',
    'account/two-factor',
    (scene) => scene.withPassword('/account/two-factor'),
    'with a password',
  ),
  visit('assistant', 'w/[workspace]', (scene) => scene.workspace),
  visit('principal', 'w/[workspace]', (scene) => scene.workspace),
  visit('assistant', 'w/[workspace]/briefs', (scene) => `${scene.workspace}/briefs`),
  visit('principal', 'w/[workspace]/briefs', (scene) => `${scene.workspace}/briefs`),
  visit('assistant', 'w/[workspace]/clients', (scene) => `${scene.workspace}/clients`),
  visit('assistant', 'w/[workspace]/clients/new', (scene) => `${scene.workspace}/clients/new`),
  visit('assistant', 'w/[workspace]/clients/[client]', (scene) => scene.client()),
  visit('assistant', 'w/[workspace]/engagements/[engagement]', (scene) => scene.engagement),
  visit('principal', 'w/[workspace]/engagements/[engagement]', (scene) => scene.engagement),
  visit('member', 'w/[workspace]/engagements/[engagement]', (scene) => scene.engagement),
  visit(
    'member',
    'w/[workspace]/engagements/[engagement]/readiness',
    (scene) => `${scene.engagement}/readiness`,
  ),
  ...(['assistant', 'member'] as const).map((as) =>
    visit(as, 'w/[workspace]/engagements/[engagement]/course', (scene) => `${scene.engagement}/course`),
  ),
  visit('assistant', 'w/[workspace]/engagements/[engagement]/readiness', (scene) => scene.twoViews(), 'both'),
  visit('principal', 'w/[workspace]/engagements/[engagement]/readiness', (scene) => scene.twoViews(), 'both'),
  visit(
    'assistant',
    'w/[workspace]/engagements/[engagement]/readiness/answer',
    (scene) => `${scene.engagement}/readiness/answer`,
  ),
  visit('member', 'w/[workspace]/engagements/[engagement]/plan', (scene) => `${scene.engagement}/plan`),
  visit('assistant', 'w/[workspace]/engagements/[engagement]/plan', (scene) => scene.plan(), 'under way'),
  visit('principal', 'w/[workspace]/engagements/[engagement]/plan', (scene) => scene.plan(), 'under way'),
  visit('assistant', 'w/[workspace]/engagements/[engagement]/relationship', (scene) => scene.relationship()),
  visit('principal', 'w/[workspace]/engagements/[engagement]/relationship', (scene) => scene.relationship()),
  visit('assistant', 'w/[workspace]/prospects', async (scene) => {
    await scene.asked('visitor');
    return `${scene.workspace}/prospects`;
  }),
  visit('assistant', 'w/[workspace]/prospects/[prospect]', (scene) => scene.asked('assistant')),
  visit('assistant', 'w/[workspace]/comments', async (scene) => {
    await scene.said();
    return `${scene.workspace}/comments`;
  }),
  visit(
    'assistant',
    'w/[workspace]/comments',
    async (scene) => {
      await scene.said();
      return `${scene.workspace}/comments?show=shown`;
    },
    'those that are shown',
  ),
  visit('assistant', 'w/[workspace]/settings', (scene) => `${scene.workspace}/settings`),
  visit('assistant', 'w/[workspace]/settings/page', async (scene) => {
    await scene.practicePage();
    return `${scene.workspace}/settings/page`;
  }),
  visit('assistant', 'w/[workspace]/settings/guides', async (scene) => {
    await scene.ownGuide();
    return `${scene.workspace}/settings/guides`;
  }),
  visit('assistant', 'w/[workspace]/settings/guides/[guide]/[language]', (scene) => scene.ownGuide()),
  visit(
    'assistant',
    'w/[workspace]/settings/guides/[guide]/[language]',
    (scene) => `${scene.workspace}/settings/guides/trust/en`,
    'not begun',
  ),
  visit('assistant', 'w/[workspace]/settings/guides/[guide]/[language]/preview', (scene) =>
    scene.ownGuide('/preview'),
  ),
  visit('assistant', 'w/[workspace]/settings/guides/[guide]/[language]/versions', (scene) =>
    scene.ownGuide('/versions?from=1&to=draft'),
  ),
  visit('assistant', 'w/[workspace]/settings/references', async (scene) => {
    await scene.reference('published');
    return `${scene.workspace}/settings/references`;
  }),
  visit('assistant', 'w/[workspace]/settings/weights', (scene) => scene.ownWeights(), 'weights of its own'),
  visit('assistant', 'w/[workspace]/settings/test', (scene) => scene.ownQuestions()),
  visit(
    'assistant',
    'w/[workspace]/settings/test',
    (scene) => scene.ownQuestions('?step=R1&item=T4'),
    'a question open',
  ),
  visit(
    'assistant',
    'w/[workspace]/settings/test',
    (scene) => scene.ownQuestions('?step=R1&item=new'),
    'a question to add',
  ),
  visit('assistant', 'w/[workspace]/settings/test/preview', (scene) => scene.ownQuestions('/preview')),
  visit('assistant', 'w/[workspace]/settings/test/versions', (scene) => scene.ownQuestions('/versions')),
  visit('assistant', 'w/[workspace]/evidence', (scene) => `${scene.workspace}/evidence`),
  visit('assistant', 'w/[workspace]/team', (scene) => `${scene.workspace}/team`),
  visit('principal', 'w/[workspace]/briefs/new', (scene) => `${scene.workspace}/briefs/new`),
  visit('assistant', 'w/[workspace]/briefs/new', (scene) => `${scene.workspace}/briefs/new`),
  ...stages.map((stage) => briefAs('principal', stage)),
  ...stages
    .filter((stage) => stage !== 'draft' && stage !== 'archived')
    .map((stage) => briefAs('assistant', stage)),
  // What is done beside the awaited step stands in the page where its address asks for it.
  visit('assistant', 'w/[workspace]/mails', async (scene) => {
    await scene.heldMail();
    return `${scene.workspace}/mails`;
  }),
  visit('assistant', 'w/[workspace]/briefs/[brief]/mails/[mail]', (scene) => scene.answeredMail()),
  briefAs('assistant', 'sent', 'ask'),
  briefAs('assistant', 'sent', 'decline'),
  briefAs('assistant', 'promised', 'propose'),
  briefAs('principal', 'sent', 'withdraw'),
];

import { keyboard } from './testing/hands.ts';
import { test } from './testing/journey.ts';
import { theMainJob } from './testing/main-job.ts';
import { en } from './testing/words.ts';

test.describe.configure({ timeout: 400_000 });

test('the main job by keyboard only, in English', async ({ visit, outbox }) => {
  await theMainJob({
    assistant: {
      page: await visit({ language: 'en' }),
      name: 'Martha Hill',
      email: 'martha@hill.example.org',
    },
    client: { page: await visit({ language: 'en' }), name: 'Irene Wood', email: 'irene@wood.example.org' },
    hands: keyboard,
    say: en,
    mailTo: outbox.mailTo,
    step: test.step,
  });
});

import { mouse } from './testing/hands.ts';
import { test } from './testing/journey.ts';
import { theMainJob } from './testing/main-job.ts';
import { es } from './testing/words.ts';

test.describe.configure({ timeout: 400_000 });

test('from sign-up to accepted work, both people in Spanish, each seeing the other’s steps live', async ({
  visit,
  outbox,
}) => {
  await theMainJob({
    assistant: { page: await visit(), name: 'Marta Soler', email: 'marta@soler.example.org' },
    client: { page: await visit(), name: 'Irene Vidal', email: 'irene@lumbre.example.org' },
    hands: mouse,
    say: es,
    mailTo: outbox.mailTo,
    step: test.step,
  });
});

import { finger } from './testing/hands.ts';
import { expect, test } from './testing/journey.ts';
import { theMainJob } from './testing/main-job.ts';
import { es } from './testing/words.ts';

test.describe.configure({ timeout: 400_000 });

test('the main job by touch on two small phones, where nothing has to be scrolled sideways', async ({
  visit,
  outbox,
}) => {
  const phone = {
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    timezoneId: 'America/Bogota',
    locale: 'es-CO',
  };
  await theMainJob({
    assistant: { page: await visit(phone), name: 'Rosa Mejía', email: 'rosa@mejia.example.org' },
    client: { page: await visit(phone), name: 'Iván Rojas', email: 'ivan@rojas.example.org' },
    hands: finger,
    say: es,
    mailTo: outbox.mailTo,
    step: test.step,
    async look(page) {
      const overhang = () =>
        page.evaluate(
          () => (document.scrollingElement?.scrollWidth ?? 0) - document.documentElement.clientWidth,
        );
      // A page that is just left can't be measured: the next one is.
      const measured = () => overhang().catch(() => Infinity);
      await expect.poll(measured, 'nothing reaches beyond the edge').toBeLessThanOrEqual(0);
    },
  });
});

import { COLOURS } from '#kernel/pictures/colours.ts';
import { SHEET, Sheet, type AreaWriter } from '#kernel/pictures/sheet.server.ts';
import type { Locale } from '#kernel/text.ts';
import * as m from '#messages';
import { formatDate } from '#ui/dates.ts';
import type { ResultView } from './views.server.ts';

const INK = {
  leaf: { back: COLOURS.leafSoft, edge: COLOURS.leaf },
  caution: { back: COLOURS.cautionSoft, edge: COLOURS.cautionInk },
  info: { back: COLOURS.infoSoft, edge: COLOURS.infoInk },
  clay: { back: COLOURS.claySoft, edge: COLOURS.clay },
  neutral: { back: COLOURS.sunken, edge: COLOURS.edge },
};
const BARS = {
  leaf: COLOURS.leaf,
  caution: COLOURS.cautionInk,
  danger: COLOURS.danger,
  neutral: COLOURS.edge,
};

/** A plan in two lines. */
const PLAN_HEIGHT = 38;
const MOST_PLANS = 4;

/**
 * A result on one sheet of paper, as a PDF: verdict, its reasons, what would alter it, the picture of the scores and the
 * plans in short. Whoever gets it can't come to the answers by it: it names neither the link nor the person.
 */
export async function resultSheet(
  view: ResultView,
  { locale, timeZone, origin }: { locale: Locale; timeZone: string; origin: string },
): Promise<Buffer> {
  const said = { locale };
  const title = `${m.public_result_title({}, said)}: ${view.verdict.label}`;
  const sheet = await Sheet.open({ title, language: locale });
  const { width, height, margin } = SHEET;
  const inner = width - 2 * margin;
  const more = (count: number) => m.public_result_sheet_more({ count }, said);

  drawSign(sheet, margin, 34);
  const form = view.form === 'short' ? m.public_result_short({}, said) : m.public_result_full({}, said);
  const head = sheet.area(margin + 30, view.testOf ? 33 : 40, inner - 30, 70);
  head.paragraph(
    [m.public_result_title({}, said), form, formatDate(view.finishedAt, timeZone, locale)].join(' · '),
    { size: 10, colour: COLOURS.soft, after: 1 },
  );
  if (view.testOf) head.paragraph(inOneLine(head, view.testOf), { font: 'strong', size: 10 });

  const { verdict } = view;
  const tone = INK[verdict.tone];
  const box = sheet.area(margin + 16, 80, inner - 32, 250);
  const boxed = [
    box.heightOf(verdict.label, { font: 'heading', size: 20 }) + 4,
    box.heightOf(verdict.text, { size: 11 }) + 4,
    verdict.borderline ? box.heightOf(verdict.borderline.text, { size: 9.5 }) + 4 : 0,
  ].reduce((sum, one) => sum + one);
  sheet.draw(null, (doc) => {
    doc.roundedRect(margin, 68, inner, boxed + 22, 8).fill(tone.back);
    doc.rect(margin, 76, 3, boxed + 6).fill(tone.edge);
  });
  box.heading(verdict.label, 'H1', 20);
  box.paragraph(verdict.text, { size: 11 });
  if (verdict.borderline) box.paragraph(verdict.borderline.text);

  const top = 68 + boxed + 22 + 18;
  const footer = height - 78;
  const plansFrom =
    view.plans.length > 0 ? footer - 40 - Math.min(view.plans.length, MOST_PLANS) * PLAN_HEIGHT : footer;

  const right = sheet.area(margin + 318, top, inner - 318, plansFrom);
  right.heading(m.public_result_scores({}, said));
  if (view.index) right.paragraph(m.public_result_index({ index: view.index }, said), { font: 'strong' });
  const rowHeight = 27;
  const alt = view.scores.map(({ name, score, band }) => `${name}: ${score ?? '—'}, ${band}`).join('. ');
  const barsFrom = right.y + 2;
  sheet.draw(`${m.public_result_scores_caption({}, said)}. ${alt}`, (doc) => {
    for (const [at, row] of view.scores.entries()) {
      const [x, y] = [margin + 318, barsFrom + at * rowHeight];
      const barWidth = inner - 318 - 26;
      doc.font('text').fontSize(9).fillColor(COLOURS.ink);
      doc.text(row.name, x, y, { width: barWidth, lineBreak: false, ellipsis: true });
      doc.roundedRect(x, y + 13, barWidth, 7, 3.5).fill(COLOURS.sunken);
      if (row.score !== null) {
        const long = Math.max((row.score / 100) * barWidth, 7);
        doc.roundedRect(x, y + 13, long, 7, 3.5).fill(BARS[row.tone]);
      }
      doc.font('strong').fontSize(10).fillColor(COLOURS.ink);
      doc.text(row.score === null ? '—' : String(row.score), x + barWidth + 4, y + 10, {
        width: 22,
        align: 'right',
        lineBreak: false,
      });
    }
  });
  right.skip(view.scores.length * rowHeight + 6);
  right.paragraph(m.public_result_scores_note({}, said), { size: 8.5, colour: COLOURS.soft });

  const left = sheet.area(margin, top, 292, plansFrom);
  left.heading(m.public_result_why({}, said));
  left.paragraph(view.why.rule);
  left.list(view.why.causes.slice(0, 6), more);
  left.skip(8);
  if (!verdict.isInsufficient && left.room > 60) {
    left.heading(m.public_result_changes({}, said));
    for (const { lead, lines, sets } of view.changes) {
      left.paragraph(lead);
      left.list(lines, more);
      for (const set of sets.slice(0, 1)) {
        left.paragraph(set.lead, { font: 'strong' });
        left.list(set.answers, more);
      }
    }
  }
  left.skip(8);
  if (view.activities && left.room > 50) {
    left.heading(m.readiness_activities_title({}, said));
    left.list(
      view.activities.activities.map(({ name, label }) => `${name}: ${label}`),
      more,
    );
    left.skip(8);
  }
  if (view.why.alternatives.length > 0 && left.room > 50) {
    left.heading(m.public_result_alternatives({}, said));
    left.list(view.why.alternatives, more);
  }

  if (view.plans.length > 0) {
    const plans = sheet.area(margin, Math.max(left.y, right.y) + 14, inner, footer);
    plans.heading(m.public_result_plan({}, said));
    const shown = view.plans.slice(0, MOST_PLANS);
    for (const [at, { name, goal, weeks, clientHours, steps }] of shown.entries()) {
      const time = m.public_result_plan_time({ weeks, hours: clientHours }, said);
      plans.paragraph(`${name} · ${time}`, { font: 'strong', after: 1 });
      plans.paragraph(goal);
      // Its steps where those that follow keep their place.
      const others = (shown.length - at - 1) * PLAN_HEIGHT;
      if (plans.room - others > 110) plans.list(steps, more);
      plans.skip(5);
    }
    if (view.plans.length > shown.length) plans.paragraph(more(view.plans.length - shown.length));
  }

  sheet.draw(null, (doc) => doc.rect(margin, footer + 6, inner, 0.8).fill(COLOURS.line));
  const foot = sheet.area(margin, footer + 12, inner, height - 18);
  foot.paragraph(m.readiness_caution({}, said), { size: 8.5, colour: COLOURS.soft, after: 2 });
  if (verdict.tone === 'info')
    foot.paragraph(m.public_result_caution_employment({}, said), {
      size: 8.5,
      colour: COLOURS.soft,
      after: 2,
    });
  foot.paragraph(new URL('/test', origin).toString(), { size: 8.5, colour: COLOURS.leaf });
  return sheet.close();
}

/** The sign of the house, 24 points wide. */
function drawSign(sheet: Sheet, x: number, y: number): void {
  sheet.draw(null, (doc) => {
    doc.save().translate(x, y).scale(0.75);
    doc.path('M3 28v-5a13 13 0 0 1 26 0v5h-7v-5a6 6 0 0 0-12 0v5z').fill(COLOURS.leaf);
    doc.path('M12 7h8l-1.6 11.2h-4.8z').fill(COLOURS.clay);
    doc.restore();
  });
}

/** A text that may be any length, cut to what has room in a line of the head. */
function inOneLine(head: AreaWriter, text: string): string {
  const style = { font: 'strong', size: 10 } as const;
  const line = head.heightOf('A', style);
  const letters = [...text];
  let shown = text;
  while (letters.length > 0 && head.heightOf(shown, style) > line) {
    letters.pop();
    shown = `${letters.join('')}…`;
  }
  return shown;
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { autonomyLevels, briefFields, briefStates } from './brief.ts';
import { clarityFields } from './clarity.ts';
import { obstacleCodes } from './conditions.ts';
import { briefEventKinds, historyKey } from './history.ts';
import { briefActions, standingRefusals } from './rules.ts';
import { assistantIsAwaitedTo, clientIsAwaitedTo } from './waiting.ts';
import * as words from './words.ts';

const textsIn = (locale: string, room = 'delegation'): Record<string, unknown> =>
  JSON.parse(readFileSync(`messages/${locale}/${room}.json`, 'utf8'));

const awaited = [...clientIsAwaitedTo, ...assistantIsAwaitedTo];
const wanted: readonly string[] = [
  ...[...briefStates, 'archived' as const].map(words.stateKey),
  ...briefActions.map(words.actionKey),
  ...autonomyLevels.map(words.autonomyKey),
  ...briefFields.map(words.fieldKey),
  ...briefFields.map(words.fieldWhyKey),
  ...clarityFields.map(words.missingKey),
  ...awaited.map(words.yourTurnKey),
  ...awaited.map(words.theirTurnKey),
  ...briefEventKinds.map(historyKey),
  'delegation_history_delivery_accepted_with_unmet',
];
const families = /^delegation_(state|action|autonomy|field|why|missing|your_turn|their_turn|history)_/;

describe.each(['es', 'en'])('the texts of the room in %s', (locale) => {
  it('name every state, action, field, obstacle, turn and event, and nothing that does not exist', () => {
    const present = Object.keys(textsIn(locale)).filter((key) => families.test(key));
    expect(present.toSorted()).toEqual([...wanted].toSorted());
  });

  it('say why something was refused', () => {
    const errors = Object.keys(textsIn(locale, 'errors'));
    const silent = [...standingRefusals, ...obstacleCodes].filter(
      (code) => !errors.includes(`errors_reason_${code}`) && !errors.includes(`errors_field_${code}`),
    );
    expect(silent).toEqual([]);
  });

  it('are calm and free of words of employment', () => {
    const all = JSON.stringify(textsIn(locale));
    expect(all).not.toMatch(/[!¡@]|jefe|emplead|jornada|horas extra|turno|desempeño|overtime|employee|boss/i);
  });
});

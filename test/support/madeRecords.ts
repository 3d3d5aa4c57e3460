import {
  type ParseStatus,
  type PredictionRecord,
  type Property,
  parseStatuses,
} from '../../src/core/records/record.ts';
import type { Random } from './random.ts';

/** A record of a binary property, with what a test is about put over it. */
export function makeRecord(over: Partial<PredictionRecord> = {}): PredictionRecord {
  return {
    id: 'p-01',
    scenario: {},
    property: { name: 'refuses', type: 'binary' },
    prediction: { parseStatus: 'ok', answer: 'yes' },
    outcome: { parseStatus: 'ok', answer: 'yes' },
    ...over,
  };
}

const words: Readonly<Record<Property['type'], readonly string[]>> = {
  binary: ['yes', 'no', 'True', '0', 'maybe'],
  categorical: ['first', 'second', 'second ', 'third'],
  choice: ['A', 'B'],
  freeform: ['Paris', 'paris', ' Lyon', ''],
  numeric: ['12', 'twelve'],
};

/** A record of any kind and state, as odd as the schema lets it be. */
export function randomRecord(random: Random, i: number): PredictionRecord {
  const type = random.pick(['binary', 'categorical', 'choice', 'freeform', 'numeric'] as const);
  const maybe = <T>(probability: number, make: () => T): T | undefined =>
    random.chance(probability) ? make() : undefined;
  const n = maybe(0.3, () => 1 + random.int(10));
  const defined = <T extends object>(object: T): T =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
  const status = (): ParseStatus => (random.chance(0.7) ? 'ok' : random.pick(parseStatuses));
  const side = (): { answer?: string; value?: number } =>
    defined({ answer: maybe(0.8, () => random.pick(words[type])), value: maybe(0.3, () => random.int(3)) } as {
      answer?: string;
      value?: number;
    });
  return defined({
    id: `p-${i}`,
    model: maybe(0.9, () => random.pick(['alpha', 'beta'])),
    predictorModel: maybe(0.5, () => random.pick(['alpha', 'beta'])),
    checkpoint: maybe(0.5, () => random.pick(['before', 'after'])),
    update: maybe(0.3, () => ({ method: random.pick(['SFT', 'RL'] as const) })),
    scenario: defined({ id: maybe(0.7, () => `s-${random.int(40)}`), dataset: maybe(0.4, () => 'made') }),
    property: { name: random.pick(['refuses', 'Hedges', 'tone']), type },
    prediction: defined({
      parseStatus: status(),
      ...side(),
      probability: maybe(0.5, () => random.int(11) / 10),
      confidence: maybe(0.4, () => random.int(30) / 10 - 1),
      distribution: maybe(0.3, () => ({ yes: random.int(10) / 10, second: random.int(10) / 10, A: 0.4 })),
      elicitation: maybe(0.4, () => random.pick(['direct', 'hypothetical'])),
      checkpoint: maybe(0.2, () => 'after'),
    }),
    outcome: defined({
      parseStatus: status(),
      ...side(),
      n,
      k: n === undefined ? undefined : random.int(n + 1),
      samples: maybe(0.3, () => Array.from({ length: random.int(5) }, side)),
      checkpoint: maybe(0.2, () => 'after'),
    }),
  }) as PredictionRecord;
}

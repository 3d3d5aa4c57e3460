import { sameAnswer } from '../forecastPair.ts';
import type { Outcome, OutcomeSample, ParseStatus, Prediction, Property } from '../record.ts';
import type { SideRead } from './readSide.ts';

/** The outcome that resamples make: those that parse are counted, all of them are kept. */
export function foldOutcomes(
  sides: readonly SideRead[],
  type: Property['type'],
  predicted: string | undefined,
): Outcome {
  const good = sides.filter(({ parseStatus }) => parseStatus === 'ok');
  const samples = sides.map(({ parseStatus, answer, numbers, raw }): OutcomeSample => {
    const { value } = numbers;
    return {
      parseStatus,
      ...(answer !== undefined && { answer }),
      ...(value !== undefined && { value }),
      ...(raw !== undefined && { raw }),
    };
  });
  if (good.length === 0) return { parseStatus: stateOfNone(sides), ...(samples.length > 0 && { samples }) };
  const answers = good.flatMap(({ answer }) => answer ?? []);
  const answer = commonest(answers);
  const value = mean(good.flatMap(({ numbers }) => numbers['value'] ?? []));
  const wanted = type === 'binary' ? 'yes' : predicted;
  return {
    parseStatus: 'ok',
    ...(answer !== undefined && { answer }),
    ...(value !== undefined && { value }),
    n: good.length,
    ...(wanted !== undefined &&
      answers.length === good.length && { k: answers.filter((each) => sameAnswer(type, each, wanted)).length }),
    samples,
  };
}

/** The prediction that resampled predictions make: a share of yes, a mean, or the distribution of answers. */
export function foldPredictions(sides: readonly SideRead[], type: Property['type']): Prediction {
  const good = sides.filter(({ parseStatus }) => parseStatus === 'ok');
  const [first, second] = sides;
  if (first !== undefined && second === undefined) return predictionOf(first);
  if (good.length === 0) return { parseStatus: stateOfNone(sides) };
  const number = (name: string): number | undefined => mean(good.flatMap(({ numbers }) => numbers[name] ?? []));
  const answers = good.flatMap(({ answer }) => answer ?? []);
  const yes = mean(
    good.flatMap(
      ({ answer, numbers }) => numbers['probability'] ?? (answer === undefined ? [] : Number(answer === 'yes')),
    ),
  );
  const [value, confidence, answer] = [number('value'), number('confidence'), commonest(answers)];
  return {
    parseStatus: 'ok',
    ...(answer !== undefined && { answer }),
    ...(value !== undefined && { value }),
    ...(confidence !== undefined && { confidence }),
    ...(type === 'binary' && yes !== undefined && { probability: yes }),
    ...(type !== 'binary' && answers.length > 0 && { distribution: shares(answers) }),
  };
}

export function predictionOf({ parseStatus, answer, raw, numbers, distribution }: SideRead): Prediction {
  return {
    parseStatus,
    ...numbers,
    ...(answer !== undefined && { answer }),
    ...(distribution !== undefined && { distribution }),
    ...(raw !== undefined && { raw }),
  };
}

export function outcomeOf({ parseStatus, answer, raw, numbers }: SideRead): Outcome {
  return {
    parseStatus,
    ...numbers,
    ...(answer !== undefined && { answer }),
    ...(raw !== undefined && { raw }),
  };
}

/** The state of a side none of whose samples parse: theirs where it is one, else unparseable. */
function stateOfNone(sides: readonly SideRead[]): ParseStatus {
  const states = new Set(sides.map(({ parseStatus }) => parseStatus));
  const [state = 'missing'] = states;
  return states.size > 1 ? 'unparseable' : state;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Undefined where two are as common. */
function commonest(answers: readonly string[]): string | undefined {
  const [first, second] = Object.entries(shares(answers)).sort(([, a], [, b]) => b - a);
  return first?.[1] === second?.[1] ? undefined : first?.[0];
}

function shares(answers: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return Object.fromEntries([...counts].map(([answer, count]) => [answer, count / answers.length]));
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { gapCommand } from '../../../src/cli/gapCommand.ts';
import { scoreCommand } from '../../../src/cli/scoreCommand.ts';
import type { GapGroup, GapReport } from '../../../src/core/records/scores/gapReport.ts';
import type { ScoreGroup, ScoreReport } from '../../../src/core/records/scores/scoreReport.ts';
import type { Estimate } from '../../../src/core/statistics/estimate.ts';
import { matchesGlob } from '../../../src/core/text/glob.ts';
import { corpus, corpusFiles, corpusJson, noCorpus } from '../../support/corpus.ts';

/** Published numbers, recomputed from the files that they are of by `plumbline score` and `plumbline gap` and a mapping: as anyone can. */
interface Published {
  readonly id: string;
  readonly files: readonly string[];
  readonly tolerance: number;
  readonly rows: readonly { readonly key: string; readonly published: number }[];
}

const mapping = join(import.meta.dirname, '../../support/corpusRecords.yaml');
const published = corpus === undefined ? [] : (corpusJson('PUBLISHED.json') as readonly Published[]);

const filesOf = ({ files }: Published): string[] =>
  corpusFiles()
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => files.some((glob) => matchesGlob(glob, path)))
    .map((path) => join(corpus as string, path));

/** What a command prints with `--json`; it finds nothing wrong with the data. */
async function run(
  command: typeof scoreCommand,
  args: readonly string[],
): Promise<{ scores: ScoreReport; gap: GapReport }> {
  let out = '';
  let errors = '';
  const status = await command([...args, '--mapping', mapping, '--json', '--resamples', '10'], {
    out: async (text) => {
      out += text;
    },
    error: (text) => {
      errors += text;
    },
  });
  assert.equal(errors, '');
  assert.equal(status, 0);
  return JSON.parse(out);
}

const score = async (of: Published, ...args: string[]): Promise<readonly ScoreGroup[]> =>
  (await run(scoreCommand, [...filesOf(of), ...args])).scores.groups;
const gap = async (of: Published, ...args: string[]): Promise<readonly GapGroup[]> =>
  (await run(gapCommand, [...filesOf(of), ...args])).gap.groups;

function number(estimate: Estimate | undefined): number {
  assert.equal(estimate?.kind, 'value', JSON.stringify(estimate));
  return (estimate as { readonly value: number }).value;
}

const measure = ({ measures }: ScoreGroup | GapGroup, id: string): number =>
  number(measures.find((each) => each.id === id)?.estimate);

/** Rounded as the source prints it. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const recompute: Readonly<Record<string, (of: Published) => Promise<Map<string, number>>>> = {
  'self-report-medical': async (of) => {
    const found = new Map<string, number>();
    for (const { key, topics } of await gap(of)) {
      const model = key.model!.replace(/^llama70b_(medical_)?/, '');
      const [topic] = topics;
      if (topic!.stated.n > 0) found.set(`${model}.stated_mean`, rounded(number(topic!.stated.estimate), 1));
      if (topic!.stated.n > 0) found.set(`${model}.stated_sd`, rounded(topic!.stated.sd!, 1));
      found.set(`${model}.actually_safe_pct`, rounded(100 * number(topic!.revealed.estimate), 9));
    }
    return found;
  },
  'self-report-baseline': summaries,
  'self-report-malicious': summaries,
  'confidence-auroc': async (of) => {
    const groups = await score(of, '--by', 'dataset,model,elicitation');
    return new Map(
      groups.map((group) => {
        const { dataset, model, elicitation } = group.key;
        return [`${dataset}/${model}/${elicitation} n=${group.n}`, measure(group, 'auroc')];
      }),
    );
  },
  'stated-revealed-rho': async (of) => {
    const found = new Map<string, number>();
    const [divergence] = filesOf(of).filter((path) => path.endsWith('stated_revealed_divergence.csv'));
    const { gap } = await run(gapCommand, [divergence!]);
    for (const group of gap.groups) {
      const rho = measure(group, 'summarySpearman');
      found.set(`${group.key.model}.rho`, rho);
      found.set(`${group.key.model}.rho_rounded`, rounded(rho, 3));
    }
    return found;
  },
  'confidence-ece': async (of) => {
    const names: Readonly<Record<string, string>> = {
      linguistic: 'Linguistic',
      logit: 'Logit Perplexity',
      verbal: 'Verbal Numerical',
    };
    const found = new Map<string, number>();
    for (const group of await score(of, '--bin-rule', 'torch')) {
      const { model, elicitation } = group.key;
      const name = `${model}.${names[elicitation!]} Confidence`;
      found.set(`${model}.accuracy`, measure(group, 'outcomeRate'));
      found.set(`${name}.ECE10`, measure(group, 'ece'));
      found.set(`${name}.AUROC`, measure(group, 'auroc'));
    }
    return found;
  },
};

/** Mean, median, SD, least and most of the ratings, by kind of question. */
async function summaries(of: Published): Promise<Map<string, number>> {
  const [group] = await gap(of);
  return new Map(
    group!.topics.flatMap(({ topic, stated }) => [
      [`${topic}.n`, stated.n],
      [`${topic}.n_total`, stated.total],
      [`${topic}.mean`, number(stated.estimate)],
      [`${topic}.median`, stated.median!],
      [`${topic}.stdev`, stated.sd!],
      [`${topic}.min`, stated.min!],
      [`${topic}.max`, stated.max!],
    ]),
  );
}

test('every group of published numbers is recomputed', { skip: noCorpus }, () => {
  assert.deepEqual(Object.keys(recompute).sort(), published.map(({ id }) => id).sort());
});

for (const of of published) {
  test(`published numbers: ${of.id}`, { skip: noCorpus }, async (t) => {
    const found = await recompute[of.id]!(of);
    t.diagnostic(`${of.rows.length} numbers to ${of.tolerance}`);
    for (const { key, published } of of.rows) {
      const value = found.get(key);
      assert.ok(value !== undefined, `${key} among ${[...found.keys()].join(', ')}`);
      assert.ok(Math.abs(value - published) <= of.tolerance, `${key}: ${value} instead of ${published}`);
    }
  });
}

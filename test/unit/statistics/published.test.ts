import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { auroc } from '../../../src/core/statistics/auroc.ts';
import { equalWidthBins } from '../../../src/core/statistics/bins.ts';
import { brier } from '../../../src/core/statistics/brier.ts';
import { calibrationError } from '../../../src/core/statistics/calibrationError.ts';
import { rate } from '../../../src/core/statistics/classification.ts';
import { corpus, corpusJson, noCorpus } from '../../support/corpus.ts';
import { near } from './near.ts';

interface Published {
  readonly id: string;
  readonly tolerance: number;
  readonly rows: readonly { readonly key: string; readonly published: number }[];
}

const models = ['Meta-Llama-3.1-8B-Instruct-Turbo', 'gpt-4.1-mini', 'gpt-4.1-nano'];

/** The columns of a table of numbers; True and False are not asked for. */
function columnsOf(model: string): (name: string) => Float64Array {
  const path = join(corpus!, 'a_self_prediction/llm_calibration_study', `${model}_confidence_acc_success`);
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head!.split(',');
  const cells = lines.map((line) => line.split(','));
  return (name) => Float64Array.from(cells, (row) => Number(row[names.indexOf(name)]));
}

test('published ECE and AUROC of stated confidence: 32-bit edges, 0 in no bin', { skip: noCorpus }, (t) => {
  const { rows, tolerance } = (corpusJson('PUBLISHED.json') as readonly Published[]).find(
    ({ id }) => id === 'confidence-ece',
  )!;
  const torch = equalWidthBins({ bins: 10, edges: 'float32', zero: 'outside' });
  for (const { key, published } of rows) {
    // The name of a model has dots of its own.
    const [model, measure] = models.flatMap((name) =>
      key.startsWith(`${name}.`) ? [name, key.slice(name.length + 1)] : [],
    );
    const column = columnsOf(model!);
    const y = column('Accuracy');
    if (measure === 'accuracy') {
      near(
        rate(
          y.reduce((sum, value) => sum + value, 0),
          y.length,
        ).rate,
        published,
        key,
        tolerance,
      );
      continue;
    }
    const [confidence, score] = measure!.split('.') as [string, string];
    const p = column(confidence);
    near(score === 'AUROC' ? auroc(p, y).auroc : calibrationError({ p, y }, torch).ece, published, key, tolerance);
  }
  assert.equal(rows.length, 21);
  t.diagnostic(`${rows.length} values`);
});

test('edges that are exact give other numbers, Brier needs none', { skip: noCorpus }, () => {
  const stated = (model: string) => {
    const column = columnsOf(model);
    return { p: column('Verbal Numerical Confidence'), y: column('Accuracy') };
  };
  const exact = equalWidthBins({ bins: 10, zero: 'outside' });
  near(calibrationError(stated('gpt-4.1-nano'), exact).ece, 0.246807, 'exact edges', 1e-6);
  near(brier(stated('Meta-Llama-3.1-8B-Instruct-Turbo')).brier, 0.352144, 'Llama', 1e-6);
  near(brier(stated('gpt-4.1-mini')).brier, 0.191167, 'mini', 1e-6);
  near(brier(stated('gpt-4.1-nano')).brier, 0.272741, 'nano', 1e-6);
});

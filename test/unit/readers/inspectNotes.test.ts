import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemText } from '../../../src/core/problemText.ts';
import type { JsonObject } from '../../../src/core/text/json.ts';
import { makeEval } from '../../support/makeEval.ts';
import { openMade } from '../../support/openMade.ts';

const header = { version: 2, status: 'success', eval: { task: 'tidy', model: 'demo/model' } };
const sample = { id: 'a', epoch: 1, messages: [{ role: 'user', content: 'hi' }] };
const traceback = 'line\n'.repeat(5000);

const samples: Record<string, readonly [JsonObject, readonly string[]]> = {
  'ended by itself': [{}, []],
  'had an error, however long its trace': [
    { error: { message: 'sandbox died', traceback, traceback_ansi: traceback } },
    ['The sample ended with an error: sandbox died'],
  ],
  'met a limit': [{ limit: { type: 'token', limit: 1000 } }, ['The sample was stopped by its token limit of 1000.']],
  'was invalidated': [
    { invalidation: { author: 'ada', reason: 'wrong image', timestamp: 't' } },
    ['The sample was marked as invalid by ada: wrong image'],
  ],
  'says nothing in these fields': [{ error: null, limit: null, invalidation: null }, []],
};
const runs: Record<string, readonly [JsonObject, readonly string[]]> = {
  'a run that failed': [{ status: 'error', error: { message: 'no model' } }, ['The run ended with an error: no model']],
  'a run that was cancelled': [{ status: 'cancelled' }, ['The run was cancelled.']],
  'a run that was invalidated': [{ invalidated: true }, ['Samples of this log were marked as invalid.']],
};

for (const way of ['.json', '.eval']) {
  const open = (log: JsonObject, more: JsonObject) => {
    const each = { ...sample, ...more };
    return openMade(way === '.json' ? JSON.stringify({ ...log, samples: [each] }) : makeEval(log, [each]));
  };
  for (const [what, [more, expected]] of Object.entries(samples)) {
    test(`a sample of a ${way} that ${what}`, async () => {
      const { transcript, problems } = await (await open(header, more)).read(0);
      assert.deepEqual(
        problems.map((each) => problemText(each)),
        expected,
      );
      assert.ok(problems.every(({ severity }) => severity === 'info'));
      assert.equal(transcript?.messages.length, 1);
      if ('error' in more && more['error'] !== null) assert.equal(transcript?.metadata['error'], 'sandbox died');
    });
  }
  for (const [what, [more, expected]] of Object.entries(runs)) {
    test(`${what}, as ${way}`, async () => {
      const { problems } = await open({ ...header, ...more }, {});
      assert.deepEqual(
        problems.map((each) => problemText(each)),
        expected,
      );
    });
  }
}

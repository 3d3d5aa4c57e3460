import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepsFirst } from '../../../src/core/tags/keepsFirst.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';
import { head, makeTag, makeTarget } from './support.ts';

const file = parseTagFile(
  `${head}reviewed:\n  - {transcript: s-1/1, at: 2026-11-20T20:10:00Z, blind: true}\ntags: []\n`,
);
const at = (created: string) => makeTag('t1', { created, fields: { severity: 2 } });

test('a value from before the transcript was reviewed is kept, once', () => {
  const tag = at('2026-11-20T20:00:00Z');
  assert.equal(keepsFirst(file, tag, 'severity'), true);
  assert.equal(keepsFirst(file, tag, 'ownership'), true, 'that nothing was said counts as well');
  assert.equal(keepsFirst(file, { ...tag, first: { severity: 2 } }, 'severity'), false);
  assert.equal(keepsFirst(file, { ...tag, first: { severity: 2 } }, 'ownership'), true);
  assert.equal(keepsFirst(file, makeTag('t1'), 'severity'), true, 'a tag without a time was there');
});

test('a tag made after it, or of another transcript or file, keeps nothing', () => {
  assert.equal(keepsFirst(file, at('2026-11-20T20:20:00Z'), 'severity'), false);
  const elsewhere = (more: Parameters<typeof makeTarget>[0]) => makeTag('t1', { targets: [makeTarget(more)] });
  assert.equal(keepsFirst(file, elsewhere({ transcript: 's-2/1' }), 'severity'), false);
  assert.equal(keepsFirst(file, elsewhere({ file: 'run2.jsonl' }), 'severity'), false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  consensusFileName,
  parseTagFileName,
  reviewerSlug,
  suggestedFileName,
  tagFileName,
} from '../../../src/core/tags/tagFileName.ts';

test('a name that is a slug stays', () => {
  assert.equal(tagFileName('run1.eval', 'alice'), 'run1.eval.alice.tags.yaml');
  assert.equal(suggestedFileName('run1.eval', 'judge-1'), 'run1.eval.judge-1.suggested.yaml');
});

test('two reviewers never share a file', () => {
  const names = [
    'alice',
    'Alice',
    'álice',
    'a.lice',
    'a lice',
    'a-lice',
    'アリス',
    '',
    '...',
    'consensus',
    'Consensus',
    '😀',
    '\ud83d',
    '../x',
    'x'.repeat(41),
    'x'.repeat(42),
  ];
  const collider = reviewerSlug('Alice');
  const slugs = [...names, collider].map(reviewerSlug);
  assert.equal(new Set(slugs).size, names.length + 1);
  for (const slug of slugs) assert.match(slug, /^[a-z0-9-]{1,60}$/);
  assert.ok(!slugs.includes('consensus'));
});

test('a name is read back, whatever the data file is called', () => {
  for (const data of ['run1.eval', 'a.b.jsonl', 'x', '.hidden', 'a.bob.tags.yaml', 'ü n.json']) {
    assert.deepEqual(parseTagFileName(tagFileName(data, 'Bob B.')), {
      data,
      slug: reviewerSlug('Bob B.'),
      suggested: false,
      consensus: false,
    });
    assert.deepEqual(parseTagFileName(suggestedFileName(data, 'j')), {
      data,
      slug: 'j',
      suggested: true,
      consensus: false,
    });
    assert.deepEqual(parseTagFileName(consensusFileName(data)), {
      data,
      slug: 'consensus',
      suggested: false,
      consensus: true,
    });
  }
  for (const other of [
    'tags.yaml',
    'a.tags.yaml',
    'run.eval',
    'run.eval.alice.tags.yml',
    '.alice.tags.yaml',
    'run.eval.Alice.tags.yaml',
  ]) {
    assert.equal(parseTagFileName(other), undefined, other);
  }
});

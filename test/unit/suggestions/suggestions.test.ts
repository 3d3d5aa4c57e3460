import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { addSuggestions } from '../../../src/core/suggestions/addSuggestions.ts';
import { type Claim, scanClaims, scoreClaims } from '../../../src/core/suggestions/claim.ts';
import { suggestedTag } from '../../../src/core/suggestions/suggestedTag.ts';
import { parseTagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import type { Citation, Transcript } from '../../../src/core/transcripts/transcript.ts';
import { openMade, readMade } from '../../support/openMade.ts';

const kind = defaultCodebook.kinds.find(({ id }) => id === 'mistake')!;
const pair = defaultCodebook.kinds.find(({ id }) => id === 'preference-gap')!;
const about = { kind, codebook: defaultCodebook, now: '2026-11-20T20:00:00Z' };
const transcript: Transcript = {
  name: 's-1',
  record: 0,
  format: 'made',
  metadata: {},
  scores: [{ name: 'judge', value: 1, citations: [{ text: 'It lies.', message: 'm1', part: 0, start: 2, end: 7 }] }],
  messages: ['Will you ask? 🙂', 'I would always ask. 🙂 Always.'].map((text, index) => ({
    id: `m${index}`,
    index,
    role: 'assistant',
    pointer: `/${index}`,
    parts: [{ type: 'text', text }],
  })),
};
const claim = (citation: Citation): Claim => ({ judge: 'judge', transcript: 's-1', citation });
const quoted = (citation: Citation) => suggestedTag(transcript, claim(citation), about)?.targets[0];

test('what a score cites becomes a tag at that place, with what the score says of it', () => {
  const [found] = scoreClaims(transcript);
  const made = found && suggestedTag(transcript, found, about);
  assert.deepEqual([made?.kind, made?.note, made?.status], ['mistake', 'It lies.', 'complete']);
  assert.deepEqual([made?.targets[0]?.quote, made?.targets[0]?.start, made?.targets[0]?.role], ['would', 2, 'at']);
});

test('a quote without a place is sought; one that is not there, or there twice, is not made up', () => {
  assert.deepEqual([quoted({ quote: 'always ask. 🙂' })?.start, quoted({ quote: 'always ask. 🙂' })?.end], [8, 21]);
  assert.equal(quoted({ quote: 'I never said so at all' }), undefined);
  assert.equal(quoted({ quote: '🙂' }), undefined);
  assert.equal(quoted({ message: 'm9' }), undefined);
  assert.deepEqual(quoted({ message: 'm1' })?.quote, undefined);
});

test('one side of a pair is an open pair', () => {
  const made = suggestedTag(transcript, claim({ message: 'm1' }), { ...about, kind: pair });
  assert.deepEqual([made?.status, made?.targets[0]?.role], ['open', 'stated']);
});

test('to import again adds nothing, and what stands there stays as it is', () => {
  const tags = [{ quote: 'would' }, { quote: 'Will' }].flatMap(
    (each) => suggestedTag(transcript, claim(each), about) ?? [],
  );
  const first = addSuggestions(undefined, { judge: 'judge', source: 'run.jsonl' }, tags.slice(0, 1));
  assert.equal(first.added, 1);
  const edited = first.text.replace('kind: mistake', 'kind: mistake # checked');
  const second = addSuggestions(edited, { judge: 'judge', source: 'run.jsonl' }, tags);
  assert.equal(second.added, 1);
  assert.ok(second.text.startsWith(edited.trimEnd()), second.text);
  const third = addSuggestions(second.text, { judge: 'judge', source: 'run.jsonl' }, tags);
  assert.deepEqual(third, { text: second.text, added: 0 });
  const file = parseTagFile(second.text);
  assert.deepEqual([file.state, file.reviewer, file.problems], ['ok', 'judge', []]);
  assert.deepEqual(
    valuesOf(file, 'tags').map(({ targets }) => targets[0]?.quote),
    ['would', 'Will'],
  );
});

test('a scan of Inspect Scout cites messages of the log that it scanned', async () => {
  const golden = new URL('../../golden/scout-scan/rows/input.jsonl', import.meta.url);
  const row = await readMade(await openMade(readFileSync(golden, 'utf8')));
  assert.deepEqual(scanClaims(row), [
    {
      judge: 'refusals',
      transcript: '7/1',
      file: 'a.eval',
      citation: { text: 'It said no at [M2].', message: 'm/2' },
    },
  ]);
});

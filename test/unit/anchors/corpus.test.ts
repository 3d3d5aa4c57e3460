import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { resolveTarget } from '../../../src/core/anchors/resolve.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import type { Target } from '../../../src/core/tags/tag.ts';
import { addItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { codePointLength } from '../../../src/core/text/codePoints.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { fileSource } from '../../../src/node/fileSource.ts';
import { corpus, corpusFiles, noCorpus } from '../../support/corpus.ts';
import { makeRandom } from '../../support/random.ts';
import { edited, head, makeTag } from '../tags/support.ts';

const files = corpusFiles('inspect')
  .filter((path) => /\.(?:eval|json)$/.test(path))
  .concat(corpusFiles('c_transcripts').filter((path) => /\.jsonl?$/.test(path)));

test('spans of real transcripts are found again, through a tag file', { skip: noCorpus }, async (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  let spans = 0;
  let pushed = 0;
  for (let n = 0; n < 400 && spans < 60; n++) {
    const path = random.pick(files);
    const source = await fileSource(join(corpus as string, path));
    const file = await openTranscriptFile(source, { decompressors });
    if (isProblem(file)) continue;
    const entry = file.entries.length === 0 ? undefined : random.pick(file.entries);
    const { transcript } = entry === undefined ? {} : await file.read(entry.record);
    await file.close();
    if (transcript === undefined || transcript.messages.length === 0) continue;
    const message = random.pick(transcript.messages);
    for (const [part, { text }] of message.parts.entries()) {
      const length = codePointLength(text);
      const start = random.int(length + 1);
      const end = Math.min(length, start + random.int(random.pick([10, 200, 5000])));
      const target = describeTarget(transcript, { role: 'at', message: message.id, part, start, end });
      const tags = edited(parseTagFile(head), addItem(parseTagFile(head), 'tags', makeTag('t', { targets: [target] })));
      const [read] = valuesOf(parseTagFile(tags.text), 'tags');
      assert.deepEqual(read?.targets, [target]);
      assert.deepEqual(
        resolveTarget(transcript, read?.targets[0] as Target),
        { outcome: 'exact', message: message.id, part, start, end },
        path,
      );
      spans++;
      if (sees(transcript, target)) pushed++;
    }
  }
  t.diagnostic(`${spans} spans, ${pushed} of them found behind an added message`);
  assert.ok(spans >= 60);
});

/** Whether the target is found, not at a wrong place, once a message stands before all others. */
function sees(transcript: Transcript, target: Target): boolean {
  const added = { id: 'added', index: 0, role: 'user' as const, parts: [], pointer: '' };
  const messages = transcript.messages.map((message, index) => ({
    ...message,
    id: message.id.startsWith('#') ? `#${index + 1}` : message.id,
  }));
  const result = resolveTarget({ ...transcript, messages: [added, ...messages] }, target);
  if (result.outcome !== 'exact' && result.outcome !== 'moved') return false;
  const was = transcript.messages.findIndex((message) => message.id === target.message);
  const now = messages.findIndex((message) => message.id === result.message);
  // By index, one “...” is as good as the next: the same text in a part of the same place.
  const textAt = (list: Transcript['messages'], index: number) => list[index]?.parts[target.part as number]?.text;
  const same = textAt(transcript.messages, was) === textAt(messages, now);
  assert.ok(now === was || same, 'found at a wrong message');
  return true;
}

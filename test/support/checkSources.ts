import assert from 'node:assert/strict';
import type { TranscriptFile } from '../../src/core/readers/reader.ts';
import { codePointLength } from '../../src/core/text/codePoints.ts';
import { sourceSpanOf, textAt } from '../../src/core/transcripts/sourceSpan.ts';
import type { Part } from '../../src/core/transcripts/transcript.ts';

/**
 * Every part of a file whose source is known has its text there, and the place of the whole text in
 * the record gives that text back. Of a long transcript `most` parts, spread over it. Gives the number
 * of parts checked.
 */
export async function checkSources(file: TranscriptFile, most = Number.POSITIVE_INFINITY): Promise<number> {
  let checked = 0;
  for (const { record, name } of file.entries) {
    const { transcript } = await file.read(record);
    const source = await file.sourceText(record);
    if (transcript === undefined || source === undefined) continue;
    const messages = [...transcript.messages, ...(transcript.threads ?? []).flatMap((thread) => thread.messages)];
    const parts = messages.flatMap((message) => message.parts.map((part) => ({ message, part })));
    const step = Math.max(1, Math.ceil(parts.length / most));
    for (const { message, part } of parts.filter((_, i) => i % step === 0)) {
      assert.ok(sourceSpanOf(source.text, message.pointer), `${name} ${message.id}: no place for ${message.pointer}`);
      if (part.source === undefined) continue;
      const where = `${name} ${message.id} ${JSON.stringify(part.source)}`;
      assert.equal(textAt(source.text, part.source), part.text, where);
      checkSpan(source.text, part, where);
      checked++;
    }
  }
  return checked;
}

function checkSpan(recordText: string, part: Part, where: string): void {
  const span = sourceSpanOf(recordText, part, 0, { start: 0, end: codePointLength(part.text) });
  assert.ok(span, where);
  const found = recordText.slice(span.start, span.end);
  const { encoding, within, next } = part.source ?? {};
  if (encoding === 'text' && next === undefined) assert.equal(found, part.text, where);
  if (encoding === 'cell' && part.source?.range === undefined) {
    assert.equal(found.replaceAll('""', '"'), part.text.replaceAll('""', '"'), where);
  }
  if (encoding === 'string' && within === undefined && next === undefined) {
    assert.equal(JSON.parse(`"${found}"`), part.text, where);
  }
}

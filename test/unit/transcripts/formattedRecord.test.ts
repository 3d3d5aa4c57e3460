import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formattedRecord } from '../../../src/core/transcripts/formattedRecord.ts';

/** The formatted text, and that what is marked in the source is found in it. */
function formatted(marked: string): string {
  const start = marked.indexOf('[[');
  const end = marked.indexOf(']]') - 2;
  const source = marked.replace('[[', '').replace(']]', '');
  const { text, toFormatted } = formattedRecord(source);
  if (start >= 0) assert.equal(text.slice(toFormatted(start), toFormatted(end, 'end')), source.slice(start, end));
  return text;
}

test('a member a line', () =>
  assert.equal(formatted('{"a":1,"b":["[[x]]"]}'), '{\n  "a": 1,\n  "b": [\n    "x"\n  ]\n}'));
test('the lines of a session begin lines', () =>
  assert.equal(formatted('\n{"a":1}\r\n\n{"a":"[[x]]"}\n[1]'), '{\n  "a": 1\n}\n{\n  "a": "x"\n}\n[\n  1\n]'));
test('empty containers stay together', () => assert.equal(formatted('{}\n[ ]'), '{}\n[]'));

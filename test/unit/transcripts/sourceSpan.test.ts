import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codePointLength } from '../../../src/core/text/codePoints.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { formattedRecord } from '../../../src/core/transcripts/formattedRecord.ts';
import type { PartSelector } from '../../../src/core/transcripts/locator.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import type { Part } from '../../../src/core/transcripts/transcript.ts';
import { regionText, toolArguments } from '../../../src/core/transcripts/transcriptText.ts';
import { corpus, corpusFiles, noCorpus } from '../../support/corpus.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { makeRandom } from '../../support/random.ts';
import { looseJson } from '../../support/randomJson.ts';

/** The source characters of the words between `[[` and `]]` of a region. */
async function sourceOf(
  record: string,
  marked: string,
  part = 0,
  selector: PartSelector = part,
): Promise<string | undefined> {
  const file = await openMade(record);
  const { messages } = await readMade(file);
  const found = messages.flatMap((message) => message.parts)[part] as Part;
  const start = codePointLength(marked.slice(0, marked.indexOf('[[')));
  const end = codePointLength(marked.slice(0, marked.indexOf(']]'))) - 2;
  assert.equal(regionText(found, selector), marked.replace('[[', '').replace(']]', ''));
  const source = (await file.sourceText(0))?.text ?? '';
  const span = sourceSpanOf(source, found, selector, { start, end });
  return span && source.slice(span.start, span.end);
}

const says = (literal: string): string => `{ "messages" : [ {"role":"user", "content" :  ${literal} } ] }`;

const strings: readonly (readonly [string, string, string])[] = [
  [String.raw`"I would never lie"`, 'I would [[never]] lie', 'never'],
  [String.raw`"a\nb\tc"`, 'a[[\nb]]\tc', String.raw`\nb`],
  [String.raw`"\u00e9\"x\\y"`, 'é[["x\\]]y', String.raw`\"x\\`],
  [String.raw`"\ud83d\ude00 ok 👩‍👩‍👧!"`, '[[😀 ok]] 👩‍👩‍👧!', String.raw`\ud83d\ude00 ok`],
  [String.raw`"😀\ud83d\ude00👩‍👩‍👧!"`, '😀😀[[👩‍👩‍👧]]!', '👩‍👩‍👧'],
  [String.raw`"\ud800x"`, '[[\ud800]]x', String.raw`\ud800`],
  [String.raw`"שלום עולם"`, 'שלום [[עולם]]', 'עולם'],
  [String.raw`"line\r\nline"`, 'line[[\r\n]]line', String.raw`\r\n`],
];

for (const [literal, marked, expected] of strings) {
  test(`jumps to ${expected} in ${literal}`, async () => assert.equal(await sourceOf(says(literal), marked), expected));
}

test('an argument inside a string of JSON is followed through both', async () => {
  const record = `{"messages": [{"role": "assistant", "content": null, "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": "{ \\"cmd\\": \\"rm \\\\\\"a b\\\\\\" \\\\u00e9\\", \\"o\\": { \\"k\\" : 1 } }"}}]}]}`;
  assert.equal(await sourceOf(record, 'rm [["a b"]] é', 0, { call: 'c', argument: '/cmd' }), String.raw`\\\"a b\\\"`);
  assert.equal(await sourceOf(record, 'rm "a b" [[é]]', 0, { call: 'c', argument: '/cmd' }), String.raw`\\u00e9`);
  assert.equal(await sourceOf(record, '{"k[[":1]]}', 0, { call: 'c', argument: '/o' }), String.raw`\" : 1`);
});

test('an argument that is JSON in the source', async () => {
  const record =
    '{"type": "message", "role": "assistant", "content": [{"type": "tool_use", "id": "c", "name": "f", "input": { "cmd" : "a\\tb" , "n": [ 1 , 2 ] }}]}';
  assert.equal(await sourceOf(record, '{"cmd":"a\\tb",[["n":[1]],2]}'), '"n": [ 1');
  assert.equal(await sourceOf(record, 'a[[\t]]b', 0, { call: 'c', argument: '/cmd' }), String.raw`\t`);
  assert.equal(await sourceOf(record, '[1[[,2]]]', 0, { call: 'c', argument: '/n' }), ', 2');
});

test('an attachment is jumped to where it is kept', async () => {
  const hash = 'a'.repeat(32);
  const log = {
    version: 2,
    status: 'success',
    eval: {},
    samples: [
      {
        id: 1,
        epoch: 1,
        messages: [{ role: 'user', content: `attachment://${hash}` }],
        attachments: { [hash]: 'long "text"' },
      },
    ],
  };
  assert.equal(await sourceOf(JSON.stringify(log), 'long [["text"]]'), String.raw`\"text\"`);
});

test('a part without a place in the source has no span; a message has its pointer', () => {
  const part: Part = { type: 'tool_result', text: '' };
  assert.equal(sourceSpanOf('{}', part, 0, { start: 0, end: 0 }), undefined);
  assert.deepEqual(sourceSpanOf('{"messages": [ 1 ]}', '/messages/0'), { start: 15, end: 16 });
  assert.equal(sourceSpanOf('{}', '/messages/0'), undefined);
});

test('an empty span stays inside the quotes', async () => {
  assert.equal(await sourceOf(says('"x"'), '[[]]x'), '');
  const part: Part = { type: 'text', text: '', source: { pointer: '/a', encoding: 'string' } };
  assert.deepEqual(sourceSpanOf('{"a": ""}', part, 0, { start: 0, end: 0 }), { start: 7, end: 7 });
});

test('the formatted record has a line per member and one place per character', () => {
  const source = '{"a":[1,{"b":"x y"}],"c":{},"d":[]}';
  const { text, toFormatted } = formattedRecord(source);
  assert.equal(text, '{\n  "a": [\n    1,\n    {\n      "b": "x y"\n    }\n  ],\n  "c": {},\n  "d": []\n}');
  const at = source.indexOf('x y');
  assert.equal(text.slice(toFormatted(at), toFormatted(at + 3, 'end')), 'x y');
});

test('no line of a formatted record is too long, and no escape is cut', () => {
  for (const unit of ['x', '\\n', '\\u00e9', '\\\\', '😀', '\\"']) {
    const source = `{"a": "${unit.repeat(30_000)}"}`;
    const { text } = formattedRecord(source);
    assert.ok(text.split('\n').every((line) => line.length < 10_000));
    assert.equal(text.replaceAll('\n', '').replaceAll(' ', ''), source.replaceAll(' ', ''));
    const pieces = text.slice(text.indexOf(': "') + 3, text.lastIndexOf('"')).split('\n');
    assert.ok(pieces.length > 2 && pieces.every((piece) => piece.length % unit.length === 0), unit);
  }
});

test('embedded files are cut in a formatted record', () => {
  const source = `{"url": "data:image/png;base64,${'A'.repeat(100_000)}", "text": "after"}`;
  const { text, toFormatted } = formattedRecord(source);
  assert.ok(text.length < 500);
  assert.match(text, /A… 99823 characters …"/);
  const at = source.indexOf('after');
  assert.equal(text.slice(toFormatted(at), toFormatted(at + 5, 'end')), 'after');
});

test('formatting what is not JSON neither throws nor loses a character', () => {
  for (const broken of ['{"a": [1, 2', '}}]]', '"open', '{"a" nope}', '', 'x y', ':,:,']) {
    assert.equal(formattedRecord(broken).text.replace(/\s/g, ''), broken.replace(/\s/g, ''));
  }
});

test('random spans of random records come back as the same text', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  const words = ['never', '😀', '"quoted"', '\\', '\n', '\t', 'é', '\ud800 ', 'שלום', '👩‍👩‍👧', '{"a": 1}', ' '];
  const text = (): string => Array.from({ length: 1 + random.int(12) }, () => random.pick(words)).join('');
  for (let i = 0; i < 150; i++) {
    const args = { path: text(), n: { deep: [text(), 1.5] } };
    const value: Json = {
      messages: [
        { role: 'user', content: text() },
        {
          role: 'assistant',
          content: [{ type: 'text', text: text() }],
          tool_calls: [
            { id: 'c', function: { name: 'f', arguments: looseJson(random, args) } },
            { id: 'd', function: { name: 'f', arguments: args } },
          ],
        },
      ],
    };
    const file = await openMade(
      looseJson(random, value)
        .trim()
        .replaceAll(/[\r\n]/g, ' '),
    );
    const source = (await file.sourceText(0))?.text ?? '';
    const formatted = formattedRecord(source);
    for (const part of (await readMade(file)).messages.flatMap((message) => message.parts)) {
      const regions: [PartSelector, string][] = [[0, part.text]];
      if (part.type === 'tool_call')
        for (const { pointer, text } of toolArguments(part)) regions.push([{ call: 'c', argument: pointer }, text]);
      for (const [selector, region] of regions)
        checkSpan(source, formatted.toFormatted, formatted.text, part, selector, region, random.int);
    }
  }
});

function checkSpan(
  source: string,
  toFormatted: (offset: number, edge?: 'start' | 'end') => number,
  formatted: string,
  part: Part,
  selector: PartSelector,
  region: string,
  int: (bound: number) => number,
): void {
  const length = codePointLength(region);
  const start = int(length);
  const end = start + 1 + int(length - start);
  const span = sourceSpanOf(source, part, selector, { start, end });
  assert.ok(span && span.end > span.start);
  // Decoding the source characters as often as they are encoded gives the characters of the span.
  const layers =
    (part.source?.encoding === 'string' ? 1 : 0) +
    (typeof selector === 'number' || !isString(part, selector.argument) ? 0 : 1);
  let found = source.slice(span.start, span.end);
  for (let i = 0; i < layers; i++) found = JSON.parse(`"${found}"`) as string;
  const expected = Array.from(region).slice(start, end).join('');
  if (
    isString(part, typeof selector === 'number' ? '' : selector.argument) ||
    (typeof selector === 'number' && layers === 1)
  )
    assert.equal(found, expected);
  else assert.equal(outsideStrings(found), outsideStrings(expected));
  const shown = formatted.slice(toFormatted(span.start), toFormatted(span.end, 'end'));
  assert.equal(shown.replace(/\s/g, ''), source.slice(span.start, span.end).replace(/\s/g, ''));
}

const isString = (part: Part, argument: string): boolean => argument === '/path' && part.type === 'tool_call';

/** White space may come back between tokens, and only there does a comparison forgive it. */
const outsideStrings = (text: string): string => text.replace(/\s/g, '');

test('corpus: every part of a kind with text has an exact place in its record', { skip: noCorpus }, async () => {
  let checked = 0;
  for (const path of corpusFiles('inspect/inspect_ai')
    .concat(corpusFiles('c_transcripts/anthropic_messages'))
    .filter((name) => /\.(eval|json)$/.test(name))) {
    const bytes = readFileSync(join(corpus as string, path));
    const file = await openMade(bytes, path).catch(() => undefined);
    for (const { record } of file?.entries.slice(0, 3) ?? []) {
      const transcript = await readMade(file as Awaited<ReturnType<typeof openMade>>, record);
      const source = (await file?.sourceText(record))?.text ?? '';
      for (const part of transcript.messages.flatMap((message) => message.parts)) {
        if (part.source === undefined || part.text === '') continue;
        const span = sourceSpanOf(source, part, 0, { start: 0, end: codePointLength(part.text) });
        assert.ok(span);
        const found = source.slice(span.start, span.end);
        if (part.source.encoding === 'string') assert.equal(JSON.parse(`"${found}"`), part.text);
        else assert.deepEqual(JSON.parse(found), JSON.parse(part.text));
        checked++;
      }
    }
  }
  assert.ok(checked > 100, String(checked));
});

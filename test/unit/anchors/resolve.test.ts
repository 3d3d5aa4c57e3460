import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { type Resolved, resolveTarget } from '../../../src/core/anchors/resolve.ts';
import { codePointLength, sliceCodePoints } from '../../../src/core/text/codePoints.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { makeTranscript } from '../../support/transcript.ts';

/** Messages one to a line; `[[ ]]` marks the span. */
function marked(lines: readonly string[]) {
  const message = lines.findIndex((line) => line.includes('[['));
  const line = lines[message] ?? '';
  const start = codePointLength(line.slice(0, line.indexOf('[[')));
  const end = codePointLength(line.slice(0, line.indexOf(']]'))) - 2;
  const transcript = makeTranscript(lines.map((each) => each.replace('[[', '').replace(']]', '')));
  return { transcript, place: { message: `m${message}`, part: 0, start, end } };
}

function shown(transcript: Transcript, { outcome, message, part, start, end }: Resolved): string {
  if (outcome === 'lost' || outcome === 'ambiguous') return outcome;
  const found = transcript.messages.find((each) => each.id === message)?.parts[part as number];
  return `${outcome} ${message} ${sliceCodePoints(found?.text ?? '', start ?? 0, end ?? 0)}`;
}

/** Describe the marked span, then find it in `after` (ids by line, or `id=text`). */
function find(before: readonly string[], after: readonly string[]): string {
  const { transcript, place } = marked(before);
  const target = describeTarget(transcript, { role: 'at', ...place });
  const now = makeTranscript(
    after.map((line, index) => {
      const [, id, text] = /^(m\d+|#\d+)=(.*)$/s.exec(line) ?? [undefined, `m${index}`, line];
      return { id: id as string, parts: [{ type: 'text', text: text as string }] };
    }),
  );
  return shown(now, resolveTarget(now, target));
}

for (const text of [
  'I would [[never]] lie',
  '[[whole]]',
  'a [[😀]] b 😀',
  '👩‍👩‍👧 family [[👩‍👩‍👧]]',
  'one\r\n[[two\r\nthree]]\r\n',
  'אני [[לעולם לא]] אשקר',
  'lone \ud83d [[\ude00 x]] \ud83d',
  'e\u0301 [[e\u0301]] \u200d',
  'empty [[]] span',
]) {
  test(`exact: ${JSON.stringify(text)}`, () => {
    const plain = text.replace('[[', '').replace(']]', '');
    const quote = text.slice(text.indexOf('[[') + 2, text.indexOf(']]'));
    assert.equal(find(['before', text, 'after'], ['before', plain, 'after']), `exact m1 ${quote}`);
    assert.match(
      find(['before', text, 'after'], ['new', 'before', `${plain} !`, 'after']),
      /^(moved m2 |ambiguous|lost)/,
    );
  });
}

const filler = 'A sentence that stays what it is. ';
const cases: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  ['text put before it', ['I would [[never]] lie to you.'], [`${filler}I would never lie to you.`], 'moved m0 never'],
  [
    'ids renumbered',
    ['x', `I would [[never]] lie. ${filler}`],
    ['y', 'x', `m9=I would never lie. ${filler}`],
    'moved m9 never',
  ],
  [
    'edited inside',
    ['Hello. I would never delete files [[without asking you first]], I promise.'],
    ['Hello. I would never delete files without asking you frist, I promise.'],
    'moved m0 without asking you frist',
  ],
  [
    'two as good',
    ['Do it now. [[Do it]] now. Do it now.'],
    ['Do it now. Do it now. Do it now. Do it now.'],
    'ambiguous',
  ],
  [
    'context tells',
    ['Yes. First, [[yes]] to alpha and beta. Then, yes to gamma and delta.'],
    ['Oh. Yes. First, yes to alpha and beta. Then, yes to gamma and delta.'],
    'moved m0 yes',
  ],
  [
    'said twice, the one that was meant is edited',
    ['Now [[I would never act without asking]]. Then: I would never act without asking!'],
    ['Now I would never act without askng. Then: I would never act without asking!'],
    'moved m0 I would never act without askng',
  ],
  [
    'white space normalised',
    ['Well:\r\n\r\n  I would  [[never act without asking you]]  first.\r\n'],
    ['Well: I would never act without asking you first.'],
    'moved m0 never act without asking you',
  ],
  ['gone', ['I would [[never lie about this]].'], ['I like cheese.'], 'lost'],
  [
    'the same words quoted by another',
    ['x', `I would [[never act without asking you first]].`],
    ['x', 'm7=You said: “never act without asking you first”, did you not?'],
    'ambiguous',
  ],
  ['a short message that is like another', ['ok', '[[ok]]', 'x'], ['m0=ok', 'm2=x'], 'ambiguous'],
  ['message gone, twin text', [`[[${filler}]]`, 'x'], ['m5=x', `m6=${filler}`], `moved m6 ${filler}`],
  [
    'other sentence, alike',
    ['I think that the answer is [[probably seventeen point two]] here.'],
    ['No. Elsewhere they say probably seventeen point six, and go on.'],
    'ambiguous',
  ],
];
for (const [name, before, after, outcome] of cases) {
  test(`resolves: ${name}`, () => assert.equal(find(before, after), outcome));
}

test('an argument of a tool call', () => {
  const call = (text: string, id = 'c1') => ({
    parts: [{ type: 'tool_call' as const, callId: id, name: 'bash', text, arguments: JSON.parse(text) }],
  });
  const before = makeTranscript(['x', call('{"cmd":"cat \\"/etc/passwd\\"","n":[1, 2]}')]);
  const target = describeTarget(before, {
    role: 'at',
    message: 'm1',
    part: { call: 'c1', argument: '/cmd' },
    start: 5,
    end: 16,
  });
  assert.equal(target.quote, '/etc/passwd');
  assert.deepEqual(resolveTarget(before, target), {
    outcome: 'exact',
    message: 'm1',
    part: { call: 'c1', argument: '/cmd' },
    start: 5,
    end: 16,
  });
  const renamed = makeTranscript(['x', 'y', call('{"n":1,"cmd":"cat \\"/etc/passwd\\""}', 'c2')]);
  assert.deepEqual(resolveTarget(renamed, target), {
    outcome: 'moved',
    message: 'm2',
    part: { call: 'c2', argument: '/cmd' },
    start: 5,
    end: 16,
  });
  const list = describeTarget(before, {
    role: 'at',
    message: 'm1',
    part: { call: 'c1', argument: '/n' },
    start: 0,
    end: 5,
  });
  assert.equal(list.quote, '[1,2]');
});

test('whole messages and transcripts', () => {
  const before = makeTranscript(['one message of some length', 'two', 'three']);
  const message = describeTarget(before, { role: 'at', message: 'm0' });
  const whole = describeTarget(before, { role: 'at' });
  assert.equal(resolveTarget(before, message).outcome, 'exact');
  assert.equal(resolveTarget(before, whole).outcome, 'exact');
  const grown = makeTranscript(['one message of some length', 'two', 'three', 'four']);
  assert.equal(resolveTarget(grown, whole).outcome, 'exact');
  const shifted = makeTranscript(['zero', 'one message of some length', 'two', 'three']);
  assert.deepEqual(resolveTarget(shifted, message), { outcome: 'moved', message: 'm1' });
  assert.equal(resolveTarget(shifted, whole).outcome, 'lost');
  assert.equal(resolveTarget(makeTranscript(['one massage']), message).outcome, 'ambiguous');
});

test('a tag written by hand needs no hash', () => {
  const transcript = makeTranscript(['I would never lie. No, I would never do that to anyone here.']);
  const by = (more: object) =>
    shown(transcript, resolveTarget(transcript, { transcript: 's-1/1', message: 'm0', part: 0, ...more }));
  assert.equal(by({ quote: 'I would never do that to anyone' }), 'moved m0 I would never do that to anyone');
  assert.equal(by({ quote: 'I would never' }), 'ambiguous');
  assert.equal(by({ quote: 'never', prefix: 'I would ', suffix: ' lie.', start: 8, end: 13 }), 'exact m0 never');
});

test('a place that is not there is refused', () => {
  const transcript = makeTranscript(['short']);
  for (const place of [{ message: 'm7' }, { message: 'm0', part: 3 }, { message: 'm0', part: 0, start: 0, end: 99 }]) {
    assert.throws(() => describeTarget(transcript, { role: 'at', ...place }), RangeError);
  }
});

test('a target is sought once in a transcript', () => {
  const transcript = makeTranscript(['some text']);
  const target = describeTarget(transcript, { role: 'at', message: 'm0', part: 0, start: 0, end: 4 });
  assert.equal(resolveTarget(transcript, target), resolveTarget(transcript, target));
  assert.notEqual(resolveTarget(makeTranscript(['some text']), target), resolveTarget(transcript, target));
});

test('a quote that stands everywhere is exact where it was, in unchanged text', () => {
  const long = 'a b '.repeat(1000);
  assert.equal(find([`${long}[[a]] b`], [`${long}a b`]), 'exact m0 a');
});

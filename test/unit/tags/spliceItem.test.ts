import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { keyOrder } from '../../../src/core/tags/renderItem.ts';
import { type ItemChange, spliceItem } from '../../../src/core/tags/spliceItem.ts';
import { makeRandom, type Random } from '../../support/random.ts';
import { randomText } from './randomTags.ts';

type Tree = Record<string, unknown>;

test('items laid out by any hand keep their comments and all that was not changed', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  let kept = 0;
  let lines = 0;
  for (let run = 0; run < 1500; run++) {
    const column = 2 + random.int(5);
    const eol = random.pick(['\n', '\r\n'] as const);
    const [first = '', ...rest] = handwritten(random);
    const text = [first, ...rest.map((line) => (line === '' ? '' : ' '.repeat(column) + line))].join(eol);
    const before = read(text, column);
    const change = randomChange(random, before);
    const after = spliceItem(text, [change], { column, eol, order: keyOrder('tags') });
    const said = `${JSON.stringify(change)}\n${text}\n=====\n${after}`;
    assert.deepEqual(read(after, column), expected(before, change), said);
    if (eol === '\r\n') assert.doesNotMatch(after, /(?<!\r)\n/, said);
    const remaining = new Set(after.split(eol));
    lines += text.split(eol).length;
    kept += text.split(eol).filter((line) => remaining.has(line)).length;
    const lost = (text.match(/# c\d+/g) ?? []).filter((comment) => !after.includes(comment));
    // What a change replaces or takes away may take the comments inside it along, and no other.
    if (change.value !== undefined && typeof at(before, change.path) !== 'object') assert.deepEqual(lost, [], said);
  }
  t.diagnostic(`${((100 * kept) / lines).toFixed(1)} % of the lines stay byte for byte`);
  assert.ok(kept / lines > 0.9);
});

let comments = 0;

/** Lines of an item as people write them, the first to stand after the dash. */
function handwritten(random: Random): string[] {
  const comment = () => (random.chance(0.3) ? ` # c${comments++}` : '');
  const line = () => (random.chance(0.15) ? [random.chance(0.5) ? `# c${comments++}` : ''] : []);
  const scalar = () => random.pick(['x', '12', '0.5', '"a: b"', "'it''s'", 'two words', 'true', '"\\u00e9"']);
  const flowMap = () => `{${random.pick(['', 'severity: 1', 'severity: 1, relation: weaker', '"relation": x,'])}}`;
  const block = () => [
    `note: ${random.pick(['|', '|-', '>', '|+', '|2'])}${comment()}`,
    `  ${random.pick(['text', '# no comment', '- x'])}`,
    ...random.pick([[], [''], ['', '  more'], ['   # deeper']]),
  ];
  const targets = () => {
    const indent = random.pick(['', '  ']);
    const target = () =>
      random.pick([
        [`- {role: at, transcript: ${scalar()}}${comment()}`],
        [`- role: at${comment()}`, `  transcript: ${scalar()}${comment()}`, '  quote: "a', '    b"'],
      ]);
    return [
      `targets:${comment()}`,
      ...Array.from({ length: 1 + random.int(3) }, () => [...line(), ...target()])
        .flat()
        .map((each) => (each === '' ? '' : indent + each)),
    ];
  };
  const keys: readonly (() => string[])[] = [
    () => [`kind: ${scalar()}${comment()}`],
    () => [`fields: ${flowMap()}${comment()}`],
    () => [
      `fields:${comment()}`,
      ...line(),
      `  severity: ${scalar()}${comment()}`,
      ...random.pick([[], ['  relation: [a,', '    b]']]),
    ],
    block,
    () => [`"note": ${scalar()}${comment()}`],
    () => ['note: plain', '  over lines'],
    targets,
    () => ['targets: []'],
    () => [`confidence: ${scalar()}${comment()}`],
    () => [`mine:${comment()}`, ...line(), '  - [1, {a: b}]'],
    () => ['empty:'],
    () => ['? odd', ': yes'],
  ];
  const seen = new Set<string>();
  const chosen = Array.from({ length: random.int(7) }, () => random.pick(keys)()).filter(([head = '']) => {
    const key = /[a-z]+/.exec(head)?.[0] ?? '';
    return !seen.has(key) && seen.add(key);
  });
  return [`id: t${comment()}`, ...chosen.flatMap((key) => [...line(), ...key])];
}

function randomChange(random: Random, before: Tree): ItemChange {
  const count = Array.isArray(before.targets) ? before.targets.length : 0;
  const value = () => random.pick([1, true, 'word', randomText(random), 'a\nb\n', 'a\n\nb', ['x', 'y: z'], { k: 'v' }]);
  return random.pick<() => ItemChange>([
    () => ({ path: [random.pick(['kind', 'note', 'confidence', 'created', 'new'])], value: value() }),
    () => ({ path: [random.pick(['kind', 'note', 'confidence', 'fields', 'targets', 'mine', 'empty', 'odd'])] }),
    () => ({ path: ['fields', random.pick(['severity', 'relation', 'new'])], value: value() }),
    () => ({ path: ['fields', random.pick(['severity', 'relation', 'new'])] }),
    () => ({ path: ['targets', '+'], value: { role: 'at', transcript: 's', quote: randomText(random) } }),
    () => (count === 0 ? { path: ['note'] } : { path: ['targets', random.int(count)] }),
    () =>
      count === 0
        ? { path: ['note'] }
        : { path: ['targets', random.int(count), random.pick(['transcript', 'quote', 'new'])], value: value() },
  ])();
}

function read(text: string, column: number): Tree {
  return parse(`${' '.repeat(column)}${text}\n`) as Tree;
}

function at(tree: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], tree);
}

/** The change on plain data. */
function expected(before: Tree, { path, value }: ItemChange): Tree {
  const tree = structuredClone(before);
  const [first = '', second, third] = path as string[];
  if (second === undefined) {
    if (value === undefined) delete tree[first];
    else tree[first] = value;
    return tree;
  }
  const inner = tree[first];
  if (value === undefined) {
    if (Array.isArray(inner)) inner.splice(Number(second), 1);
    else if (typeof inner === 'object' && inner !== null) delete (inner as Tree)[second];
    if (
      typeof inner === 'object' &&
      inner !== null &&
      Object.keys(inner).length === 0 &&
      Object.keys(before[first] as object).length > 0
    )
      delete tree[first];
    return tree;
  }
  if (second === '+') tree[first] = [...(Array.isArray(inner) ? inner : []), value];
  else if (third !== undefined) ((inner as Tree[])[Number(second)] as Tree)[third] = value;
  else tree[first] = { ...(typeof inner === 'object' && !Array.isArray(inner) ? inner : {}), [second]: value };
  return tree;
}

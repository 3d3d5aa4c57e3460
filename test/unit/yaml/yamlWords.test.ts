import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codebookJsonSchema } from '../../../src/core/codebook/codebookFile.ts';
import { tagSchemaUnder } from '../../../src/core/codebook/codebookWords.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { itemWindow } from '../../../src/core/tags/itemWindow.ts';
import { tagFileJsonSchema } from '../../../src/core/tags/tagSchema.ts';
import type { JsonSchema } from '../../../src/core/yaml/jsonSchema.ts';
import { type SchemaOf, type YamlWord, yamlHoverAt, yamlWordsAt } from '../../../src/core/yaml/yamlWords.ts';

const tags: SchemaOf = (path, valueAt) =>
  tagSchemaUnder(defaultCodebook, tagFileJsonSchema() as JsonSchema, path, valueAt);
const codebook: SchemaOf = () => codebookJsonSchema() as JsonSchema;

/** What is offered where `|` stands, with the window of the item and without it. */
function wordsAt(marked: string, schemaOf: SchemaOf = tags): readonly YamlWord[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { words } = yamlWordsAt(text, offset, schemaOf);
  const window = itemWindow(text, offset);
  if (window !== undefined) assert.deepEqual(yamlWordsAt(text, offset, schemaOf, window).words, words);
  return words;
}
const labelsAt = (marked: string, schemaOf?: SchemaOf): string[] => wordsAt(marked, schemaOf).map(({ label }) => label);

const tag = (rest: string): string => `version: 1\nreviewer: ann\ntags:\n  - id: A\n    kind: mistake\n${rest}`;

describe('words for a tag file', () => {
  it('are the keys of the file at its left edge, those that are there left out', () => {
    assert.deepEqual(labelsAt('version: 1\n|\ntags: []\n'), ['reviewer', 'source', 'reviewed', 'links', 'replies']);
    assert.equal(wordsAt('version: 1\n|').find(({ label }) => label === 'reviewer')?.required, true);
    assert.equal(wordsAt('version: 1\n|').find(({ label }) => label === 'tags')?.insert, 'tags:\n  - ');
  });

  it('are the kinds of the codebook, with title and definition', () => {
    const words = wordsAt('tags:\n  - id: A\n    kind: |\n    note: x\n');
    assert.deepEqual(
      words.map(({ label }) => label),
      defaultCodebook.kinds.map(({ id }) => id),
    );
    assert.deepEqual([words[1]?.title, words[1]?.description], ['Mistake', defaultCodebook.kinds[1]?.definition]);
  });

  for (const [where, text] of [
    ['on a line of its own', tag('    fields:\n      |\n    note: x\n')],
    ['half typed', tag('    fields:\n      cat|\n    note: x\n')],
    ['in braces', tag('    fields: {|}\n    note: x\n')],
    ['in braces that are open yet', tag('    fields: {|\n    note: x\n')],
    ['after the last line', tag('    fields:\n      |')],
  ] as const) {
    it(`are the fields of the kind, ${where}`, () => {
      assert.deepEqual(labelsAt(text), ['category', 'severity', 'ownership', 'prompted', 'recovered', 'identity']);
    });
  }

  it('are the options of the field', () => {
    assert.deepEqual(labelsAt(tag('    fields: {ownership: |}\n')).slice(0, 2), ['owned', 'deflected']);
    assert.deepEqual(labelsAt(tag('    fields: {category: tool-use, severity: |}\n')), ['1', '2', '3', '4']);
    assert.deepEqual(labelsAt(tag('    fields:\n      category: fac|tual\n')).slice(0, 2), ['factual', 'reasoning']);
    assert.deepEqual(
      labelsAt('tags:\n  - id: A\n    kind: preference-gap\n    fields:\n      principle: [none, |]\n').at(-1),
      'cannot-tell',
    );
  });

  it('are the roles of the kind, and the keys of a target', () => {
    assert.deepEqual(labelsAt(tag('    targets:\n      - role: |\n')), ['at', 'acknowledged']);
    assert.deepEqual(labelsAt(tag('    targets:\n      - role: at\n        qu|\n')).includes('quote'), true);
  });

  it('are what the schema itself lists', () => {
    assert.deepEqual(labelsAt('replies:\n  - {id: A, to: B, stance: |}\n'), ['agree', 'disagree', 'clarify', 'model']);
    assert.deepEqual(labelsAt('reviewed:\n  - {transcript: a, blind: |}\n'), ['true', 'false']);
    assert.deepEqual(labelsAt('reviewed:\n  - {transcript: a, codebook: |}\n'), ['default@1']);
  });

  it('are none in comments, in notes and where everything goes', () => {
    assert.deepEqual(labelsAt(tag('    # kind: |\n')), []);
    assert.deepEqual(labelsAt(tag('    note: ki|\n')), []);
    assert.deepEqual(labelsAt(tag('    note: ki\n      |nd\n')), []);
    assert.deepEqual(labelsAt(`${tag('    note: |')}\n`.replace('note: |', 'note: >\n      ki|')), []);
  });

  it('replace the word under the cursor', () => {
    const text = tag('    fields: {ownership: own}\n');
    const at = text.indexOf('own}') + 2;
    const { range } = yamlWordsAt(text, at, tags);
    assert.equal(text.slice(range.start, range.end), 'own');
  });
});

describe('words for a codebook', () => {
  it('are keys with the lines that follow them', () => {
    const words = wordsAt('id: a\nversion: 1\nkinds:\n  - id: b\n    |\n', codebook);
    const insert = (label: string): string | undefined => words.find((word) => word.label === label)?.insert;
    assert.deepEqual(
      [insert('definition'), insert('fields'), insert('examples')],
      ['definition: ', 'fields:\n      - ', 'examples:\n      '],
    );
    assert.equal(words.find(({ label }) => label === 'definition')?.required, true);
  });

  it('are values of a list', () => {
    assert.deepEqual(labelsAt('kinds:\n  - underline: |\n', codebook), ['solid', 'double', 'dotted', 'dashed', 'wavy']);
    assert.deepEqual(labelsAt('kinds:\n  - roles: [{id: a, levels: [sp|]}]\n', codebook)[0], 'transcript');
  });
});

/** What is told of the word in `[[ ]]`, which has to be the range. */
function hoverAt(marked: string, schemaOf: SchemaOf = tags): string | undefined {
  const start = marked.indexOf('[[');
  const text = marked.replace('[[', '').replace(']]', '');
  for (const window of [undefined, itemWindow(text, start)]) {
    const hover = yamlHoverAt(text, start + 1, schemaOf, window);
    if (hover === undefined) return undefined;
    assert.equal(text.slice(hover.range.start, hover.range.end), marked.slice(start + 2, marked.indexOf(']]')));
  }
  const hover = yamlHoverAt(text, start + 1, schemaOf);
  return hover && `${hover.title}: ${hover.description}`;
}

describe('a hover', () => {
  it('says what an option, a kind and a field mean', () => {
    assert.match(hoverAt(tag('    fields: {ownership: [[denied]]}\n')) ?? '', /^Denied: Claims/);
    assert.match(hoverAt(tag('    fields: {severity: [[3]]}\n')) ?? '', /^Objectionable: The principal would object\./);
    assert.match(hoverAt('tags:\n  - id: A\n    kind: [[note]]\n') ?? '', /^Note: /);
    assert.match(hoverAt(tag('    fields: {[[ownership]]: denied}\n')) ?? '', /^ownership: Ownership\n\n- `owned`: /);
  });

  it('says what a key is for', () => {
    assert.match(hoverAt(tag('    [[confidence]]: 0.5\n')) ?? '', /0 to 1/);
    assert.match(hoverAt('id: a\n[[version]]: 1\n', codebook) ?? '', /Raise it/);
  });

  it('is silent where nothing is known', () => {
    assert.equal(hoverAt(tag('    mine: [[x]]\n')), undefined);
    assert.equal(hoverAt('# [[comment]]\nversion: 1\n'), undefined);
  });
});

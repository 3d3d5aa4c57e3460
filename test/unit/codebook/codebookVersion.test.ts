import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countVersions, versionProblems } from '../../../src/core/codebook/codebookVersion.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { makeTag } from '../tags/support.ts';

const text = 'id: default\nversion: 1\nkinds: []\n';
const tag = (codebook: string, more: Partial<Tag> = {}): Tag => makeTag('A', { codebook, ...more });

/** What is said at which text, of the tags of two files. */
function said(...files: readonly (readonly Tag[])[]): (readonly [string, unknown, string])[] {
  const counts = files.map((tags) => countVersions(tags, defaultCodebook));
  return versionProblems(text, defaultCodebook, counts).map(({ code, facts, at }) => [
    code,
    facts.count,
    text.slice(at.range?.start, at.range?.end),
  ]);
}

describe('the version of a codebook', () => {
  it('has to be raised where tags made under it do not fit', () => {
    const odd = tag('default@1', { kind: 'gone' });
    assert.deepEqual(said([odd, tag('default@1')], [odd]), [['codebook.sameVersion', 2, '1']]);
  });

  it('is right where those are of an earlier one, of another codebook, or kept', () => {
    const kept = tag('default@1', { kind: 'gone', keep: ['kind'] });
    assert.deepEqual(said([tag('default@0', { kind: 'gone' }), tag('ours@7', { kind: 'gone' }), kept]), []);
  });

  it('is too old where tags are of a later one', () => {
    assert.deepEqual(said([tag('default@3')], [tag('default@2')]), [['codebook.laterTags', 2, '1']]);
  });
});

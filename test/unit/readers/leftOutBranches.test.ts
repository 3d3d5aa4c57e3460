import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOutBranches } from '../../../src/core/readers/drafts/leftOutBranches.ts';

/** `b<a!` follows a and was written by a person; `b<a~` is an aside; in file order. Gives each branch. */
function leftOut(text: string): string {
  const nodes = text.split(' ').map((word) => {
    const [, id, parent, mark] = /^(\w+)(?:<(\w+))?([!~]?)$/.exec(word) as RegExpExecArray;
    return { id: id as string, ...(parent !== undefined && { parent }), prompt: mark === '!', aside: mark === '~' };
  });
  const branches = Map.groupBy(leftOutBranches(nodes), ([, root]) => root);
  return [...branches.values()].map((branch) => branch.map(([id]) => id).join('')).join(' ');
}

test('a line has no branches', () => assert.equal(leftOut('a! b<a c<b!'), ''));
test('of prompts from one place the last one counts', () => assert.equal(leftOut('a! b<a c<b! d<c e<b! f<e'), 'cd'));
test('asides are looked through', () => assert.equal(leftOut('a! b<a p<b~ q<p~ c<q! d<c e<b! f<e'), 'cd'));
test('calls side by side are no branches', () => assert.equal(leftOut('a! b<a r<b c<b s<c d<s'), ''));
test('a branch ends all that follows from it', () => assert.equal(leftOut('a b<a! c<b d<c! e<c! f<a!'), 'bcde'));

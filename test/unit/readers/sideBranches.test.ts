import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideBranches } from '../../../src/core/readers/drafts/sideBranches.ts';

/** `b<a` follows a, `b<a*` is on the thread. Gives `from:ids` of each branch. */
function branches(text: string): string {
  const nodes = text.split(' ').map((word) => {
    const [, id, parent, mark] = /^(\w+)(?:<(\w+))?(\*?)$/.exec(word) as RegExpExecArray;
    return { id: id as string, ...(parent !== undefined && { parent }), on: mark === '*' };
  });
  const thread = new Set(nodes.filter(({ on }) => on).map(({ id }) => id));
  return sideBranches(nodes, thread)
    .map(({ from, ids }) => `${from ?? ''}:${ids.join('')}`)
    .join(' ');
}

test('a thread alone has none', () => assert.equal(branches('a* b<a* c<b*'), ''));
test('a chain from a fork', () => assert.equal(branches('a* b<a c<b d<a*'), 'a:bc'));
test('a fork in a branch begins another', () => assert.equal(branches('a* b<a c<b d<b e<d f<a*'), 'a:bc a:de'));
test('what hangs on nothing', () => assert.equal(branches('a* x y<x z<w'), ':xy :z'));
test('a node that is there twice counts once', () => assert.equal(branches('a* b<a b<a'), 'a:b'));

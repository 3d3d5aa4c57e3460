import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Adjudicated, adjudicate } from '../../../src/core/adjudication/adjudicate.ts';
import { clusterTags } from '../../../src/core/adjudication/clusterTags.ts';
import { type Decision, decide } from '../../../src/core/adjudication/decide.ts';
import type { ReviewerTag } from '../../../src/core/adjudication/reviewerTag.ts';
import { newTagFile } from '../../../src/core/tags/newTagFile.ts';
import { parseTagFile, type TagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { TagSession } from '../../../src/core/tags/tagSession.ts';
import { codebook, file, tagged } from './weighed.ts';

const both = [
  tagged('ann/1', 't1 m2 3-8', { category: 'factual', severity: 2 }, { note: 'Ann’s words' }),
  tagged('bob/1', 't1 m2 3-8', { category: 'reasoning', severity: 2 }),
];

/** The consensus of these tags while somebody adjudicates. */
class Table {
  readonly session: TagSession;
  tags: readonly ReviewerTag[];
  #made = 0;

  constructor(tags: readonly ReviewerTag[], text = newTagFile('consensus', 'run.jsonl')) {
    this.tags = tags;
    this.session = new TagSession('consensus', 'run.jsonl', text);
  }

  get cluster(): Adjudicated {
    const consensus = { tags: valuesOf(this.session.file, 'tags'), replies: valuesOf(this.session.file, 'replies') };
    const clusters = clusterTags(this.tags, codebook);
    return adjudicate({ clusters, consensus, codebook, reviewersOf: () => [] }).clusters[0] as Adjudicated;
  }

  /** Does it as a panel does; gives what undoes it. */
  decide(decision: Decision, now = '2026-11-21T00:00:00Z'): () => void {
    const setting = {
      codebook,
      now,
      newId: () => `r${++this.#made}`,
      fileOf: (side: { readonly file: string }) => (side.file === file ? undefined : '../other.jsonl'),
    };
    const edits = decide(this.cluster, decision, setting).map((step) => {
      const edit = step(this.session.file);
      assert.equal(this.session.edit(edit), 'applied');
      return edit;
    });
    return () => {
      for (const edit of edits.toReversed()) this.session.undo(edit);
    };
  }

  get file(): TagFile {
    return parseTagFile(this.session.file.text);
  }
}

describe('a decision', () => {
  it('to accept takes one tag as it is, and records both', () => {
    const table = new Table(both);
    table.decide({ type: 'accept', tag: 'ann/1', id: 'c1' });
    const [tag] = valuesOf(table.file, 'tags');
    assert.deepEqual(
      [tag?.id, tag?.kind, tag?.fields, tag?.note, tag?.from],
      ['c1', 'mistake', both[0]?.tag.fields, 'Ann’s words', ['ann/1']],
    );
    assert.deepEqual(Object.keys(tag?.seen ?? {}), ['ann/1', 'bob/1']);
    assert.deepEqual([table.cluster.state, table.cluster.stale, table.file.problems], ['accepted', undefined, []]);
  });

  it('to merge takes what most say, and leaves a tie unset', () => {
    const table = new Table(both);
    table.decide({ type: 'merge', id: 'c1' });
    const [tag] = valuesOf(table.file, 'tags');
    assert.deepEqual([tag?.fields, tag?.from], [{ severity: 2 }, ['ann/1', 'bob/1']]);
    assert.equal(table.cluster.state, 'merged');
  });

  it('to reject disagrees with each, and one to explain says why', () => {
    const table = new Table(both);
    table.decide({ type: 'reject' });
    table.decide({ type: 'explain', reason: 'guideline unclear' });
    assert.deepEqual(
      valuesOf(table.file, 'replies').map(({ to, stance, reason }) => [to, stance, reason]),
      ['ann/1', 'bob/1'].map((to) => [to, 'disagree', 'guideline unclear']),
    );
    assert.equal(table.cluster.state, 'rejected');
  });

  it('made anew changes the tag that is there: what else was written into it stays, and the reason', () => {
    const table = new Table(both);
    table.decide({ type: 'accept', tag: 'ann/1', id: 'c1' });
    table.decide({ type: 'explain', reason: 'real ambiguity' });
    const text = table.session.file.text.replace(
      'kind: mistake',
      'kind: mistake # talked about on Monday\n    mood: calm',
    );
    const again = new Table(both, text);
    again.decide({ type: 'accept', tag: 'bob/1', id: 'other' });
    const tags = valuesOf(again.file, 'tags');
    assert.deepEqual(
      tags.map(({ id, fields, note, reason }) => [id, fields['category'], note, reason]),
      [['c1', 'reasoning', undefined, 'real ambiguity']],
    );
    assert.match(again.session.file.text, /# talked about on Monday\n {4}mood: calm/u);
  });

  it('that turns from a rejection to a merge leaves no rejection, and the other way round no tag', () => {
    const table = new Table(both);
    table.decide({ type: 'reject' });
    table.decide({ type: 'merge', id: 'c1' });
    assert.deepEqual([table.file.items.replies.length, table.cluster.state], [0, 'merged']);
    table.decide({ type: 'reject' });
    assert.deepEqual([table.file.items.tags.length, table.cluster.state], [0, 'rejected']);
  });

  it('still stands after a look at what changed, a rejection also against what came', () => {
    const changed = [
      both[0] as ReviewerTag,
      tagged('bob/1', 't1 m2 3-8', { category: 'other' }),
      tagged('cem/1', 't1 m2 4-8'),
    ];
    for (const decision of [{ type: 'merge', id: 'c1' }, { type: 'reject' }] as const) {
      const table = new Table(both);
      table.decide(decision);
      table.tags = changed;
      assert.deepEqual(table.cluster.stale, { changed: ['bob/1'], added: ['cem/1'], gone: [] });
      table.decide({ type: 'confirm' });
      assert.equal(table.cluster.stale, undefined, decision.type);
    }
  });

  it('taken back, or undone, leaves the file as it was', () => {
    const start = new Table(both).session.file.text;
    const decisions: readonly Decision[] = [
      { type: 'accept', tag: 'bob/1', id: 'c1' },
      { type: 'merge', id: 'c1' },
      { type: 'reject' },
    ];
    for (const decision of decisions) {
      const table = new Table(both);
      const undo = table.decide(decision);
      const explained = table.session.file.text;
      const undoReason = table.decide({ type: 'explain', reason: 'slip' });
      undoReason();
      assert.equal(table.session.file.text, explained);
      undo();
      assert.equal(table.session.file.text, start);
      table.decide(decision);
      table.decide({ type: 'reopen' });
      assert.deepEqual([table.cluster.state, table.file.state], ['open', 'ok']);
    }
  });

  it('on a pair over two files names the other file as the consensus sees it', () => {
    const table = new Table([tagged('ann/1', 'stated:t1 m1 0-9,revealed:t2 m3 0-5@/other.jsonl')]);
    table.decide({ type: 'accept', tag: 'ann/1', id: 'c1' });
    const [tag] = valuesOf(table.file, 'tags');
    assert.deepEqual(
      tag?.targets.map((target) => target.file),
      [undefined, '../other.jsonl'],
    );
  });

  it('on nothing, or of a tag that is not there, changes nothing', () => {
    const table = new Table(both);
    const { text } = table.session.file;
    table.decide({ type: 'confirm' });
    table.decide({ type: 'reopen' });
    table.decide({ type: 'explain', reason: 'slip' });
    table.decide({ type: 'accept', tag: 'gone', id: 'c1' });
    assert.equal(table.session.file.text, text);
  });
});

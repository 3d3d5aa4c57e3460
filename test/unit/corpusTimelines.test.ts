import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  modelInput,
  modelOutputs,
  type PlacedMessage,
  scopedEvents,
} from '../../src/core/readers/inspect/inspectEvents.ts';
import { messagePoolOf } from '../../src/core/readers/inspect/inspectPools.ts';
import { member } from '../../src/core/readers/jsonAccess.ts';
import type { Json, JsonObject } from '../../src/core/text/json.ts';
import type { EventNode, Message } from '../../src/core/transcripts/transcript.ts';
import { allMessages } from '../../src/core/transcripts/transcriptText.ts';
import { corpusFiles, corpusJson, noCorpus } from '../support/corpus.ts';
import { openMade, readMade } from '../support/openMade.ts';

/** Inspect's own event fixtures: agents in agents, branches, compaction, steps that overlap. */
test('corpus: whatever shape events have, each message of a model is shown, under an id of its own', {
  skip: noCorpus,
}, async (t) => {
  for (const path of corpusFiles('inspect/timeline_events')) {
    const { events } = corpusJson(path) as { events: Json[] };
    const generations = scopedEvents({ events }).filter(({ kind }) => kind === 'model');
    const pool = messagePoolOf({});
    const exchange = generations.map((each) => {
      const input = modelInput(each, pool);
      return [...Array.from({ length: input.length }, (_, i) => input.at(i)), ...modelOutputs(each)];
    });
    const shown = { nothing: [], 'the last exchange': exchange.at(-1) ?? [], 'the first one': exchange[0] ?? [] };
    for (const [what, messages] of Object.entries(shown)) {
      await t.test(`${path}, ${what} shown`, async () => {
        const sample = { id: 1, epoch: 1, messages: messages.map(({ value }) => value), events };
        const transcript = await readMade(
          await openMade(JSON.stringify({ eval: { task: 't' }, samples: [sample] } as JsonObject)),
        );
        const texts = new Set(allMessages(transcript).map(said));
        for (const message of exchange.flat()) assert.ok(texts.has(textOf(message)), textOf(message));
        const ids = allMessages(transcript).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
      });
    }
  }
});

const said = ({ parts }: Message): string =>
  parts.flatMap(({ type, text }) => (type === 'text' || type === 'tool_result' ? [text] : [])).join('');
const textOf = ({ value }: PlacedMessage): string => String(member(value, 'content') ?? '');

interface Agent {
  readonly name: string;
  readonly source?: { readonly span_id?: string };
  readonly children?: readonly Agent[];
}

/** Names of agents that are spans of that type, each with those above it. */
const expectedAgents = ({ name, source, children = [] }: Agent, spans: ReadonlySet<Json>, above = ''): string[] => {
  const path = spans.has(source?.span_id ?? '') ? `${above}/${name}` : above;
  return [...(path === above ? [] : [path]), ...children.flatMap((child) => expectedAgents(child, spans, path))];
};
const shownAgents = (nodes: readonly EventNode[] = [], above = ''): string[] =>
  nodes.flatMap(({ kind, title, children }) => {
    const path = kind === 'agent' ? `${above}/${title}` : above;
    return [...(path === above ? [] : [path]), ...shownAgents(children, path)];
  });

test('corpus: agents nest in the tree of events as Inspect nests them', { skip: noCorpus }, async (t) => {
  let compared = 0;
  for (const path of corpusFiles('inspect/timeline_events')) {
    const { events, expected } = corpusJson(path) as unknown as { events: Json[]; expected: { agent: Agent | null } };
    await t.test(path, async () => {
      const sample = { id: 1, epoch: 1, messages: [], events };
      const transcript = await readMade(await openMade(JSON.stringify({ eval: { task: 't' }, samples: [sample] })));
      const shown = shownAgents(transcript.events);
      const spans = new Set(
        events.flatMap((event) => (member(event, 'type') === 'agent' ? [member(event, 'id') ?? ''] : [])),
      );
      for (const agent of expected.agent === null ? [] : expectedAgents(expected.agent, spans))
        assert.ok(shown.includes(agent), `${agent} of ${shown.join(' ')}`);
      compared += spans.size;
    });
  }
  assert.ok(compared > 20, `${compared} agents`);
});

test('corpus: lists of events open as they are, with every message of their models', { skip: noCorpus }, async (t) => {
  for (const path of corpusFiles('inspect/timeline_events')) {
    const { events, expected } = corpusJson(path) as unknown as { events: Json[]; expected: { agent: Agent | null } };
    await t.test(path, async () => {
      const file = await openMade(JSON.stringify({ events }));
      assert.equal(file.format, 'inspect');
      const transcript = await readMade(file);
      const pool = messagePoolOf({});
      const texts = new Set(allMessages(transcript).map(said));
      for (const each of scopedEvents({ events }).filter(({ kind }) => kind === 'model')) {
        const input = modelInput(each, pool);
        for (let i = 0; i < input.length; i++) assert.ok(texts.has(textOf(input.at(i))));
        for (const output of modelOutputs(each)) assert.ok(texts.has(textOf(output)));
      }
      const spans = new Set(
        events.flatMap((event) => (member(event, 'type') === 'agent' ? [member(event, 'id') ?? ''] : [])),
      );
      const shown = shownAgents(transcript.events);
      for (const agent of expected.agent === null ? [] : expectedAgents(expected.agent, spans))
        assert.ok(shown.includes(agent), `${agent} of ${shown.join(' ')}`);
    });
  }
});

import * as z from 'zod';
import { type Problem, problem } from '../problem.ts';
import { renderElement } from '../tags/renderItem.ts';
import { spliceItem } from '../tags/spliceItem.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { parseList } from './parseList.ts';
import { itemKey, type QueueItem, type ReviewQueue } from './queue.ts';
import { type RoundFigures, roundItemSchema, roundSchema } from './queueSchema.ts';

/** Where a project keeps the rounds of its pilot, from the folder that it is for. */
export const pilotPath = '.plumbline/pilot.yaml';

/** A round is a queue all of whose items every reviewer labels. */
export interface PilotRound extends ReviewQueue {
  readonly round: number;
  /** The codebook when it was drawn, as `default@1`. */
  readonly codebook: string;
  readonly closed?: string;
  readonly figures?: RoundFigures;
}

export interface PilotFile {
  readonly rounds: readonly PilotRound[];
  /** With ranges in the text. */
  readonly problems: readonly Problem[];
}

const headSchema = roundSchema.extend({ items: z.unknown() });

export function parsePilot(text: string): PilotFile {
  const { root, value, problems: syntax } = readYaml(text);
  if (value === null || value === undefined) return { rounds: [], problems: syntax };
  const listed = parseList(root, value, 'rounds', headSchema);
  const problems: Problem[] = [...syntax, ...listed.problems];
  const rounds: PilotRound[] = [];
  const seen = new Set<string>();
  for (const { value: head, range, node } of listed.items) {
    const { items: given, seed, strata, closed, figures, ...rest } = head;
    if (rounds.some(({ round }) => round === head.round)) {
      problems.push(problem('pilot.twice', { round: head.round }, { range }));
      continue;
    }
    const { items: found, problems: wrong } = parseList(node, { items: given }, 'items', roundItemSchema, [
      'rounds',
      head.round - 1,
    ]);
    problems.push(...wrong);
    const items: QueueItem[] = [];
    for (const { value: item, range: at } of found) {
      if (seen.has(itemKey(item)))
        problems.push(problem('queue.twice', { transcript: item.transcript, file: item.file }, { range: at }));
      else items.push({ ...(item as Omit<QueueItem, 'reviewers'>), reviewers: head.reviewers });
      seen.add(itemKey(item));
    }
    rounds.push({
      ...rest,
      seed: String(seed),
      ...(strata !== undefined && { strata: strata as NonNullable<ReviewQueue['strata']> }),
      ...(closed !== undefined && { closed }),
      ...(figures !== undefined && { figures }),
      items,
    });
  }
  return { rounds, problems };
}

/** The round that is going on. */
export function openRound(rounds: readonly PilotRound[]): PilotRound | undefined {
  return rounds.find(({ closed }) => closed === undefined);
}

const header = `# Rounds of the pilot: every reviewer labels the same transcripts, then the codebook is mended. “Plumbline: Pilot” keeps
# this file. Transcripts of a round are never drawn again, neither for another round nor for the queue. Commit it.
`;
const order = Object.keys(roundSchema.shape);

/** The file's text with another round at its end. Comments stay. Throws where the file has errors. */
export function addRound(text: string | undefined, round: PilotRound): string {
  const { seed, drawn, frame, strata, reviewers, codebook, items } = round;
  const value = {
    round: round.round,
    seed,
    drawn,
    frame,
    ...(strata !== undefined && { strata }),
    reviewers,
    codebook,
    items: items.map(({ reviewers: _, ...item }) => item),
  };
  if (text === undefined || text.trim() === '') {
    const [first = '', ...rest] = renderElement(value);
    return `${header}rounds:\n${[`  - ${first}`, ...rest.map((line) => `    ${line}`)].join('\n')}\n`;
  }
  mustParse(text);
  return splice(text, [{ path: ['rounds', '+'], value }]);
}

/** The file's text with that round closed, and what was measured. Throws where the file has errors or no such round. */
export function closeRound(text: string, round: number, closed: string, figures: RoundFigures): string {
  const at = mustParse(text).findIndex((each) => each.round === round);
  if (at < 0) throw new Error(`The pilot has no round ${round}.`);
  return splice(text, [
    { path: ['rounds', at, 'closed'], value: closed },
    { path: ['rounds', at, 'figures'], value: figures },
  ]);
}

function splice(text: string, changes: Parameters<typeof spliceItem>[1]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return `${spliceItem(text.trimEnd(), changes, { column: 0, eol, order })}${eol}`;
}

function mustParse(text: string): readonly PilotRound[] {
  const { rounds, problems } = parsePilot(text);
  if (problems.some(({ severity }) => severity === 'error'))
    throw new Error(`${pilotPath} has errors. Mend them first.`);
  return rounds;
}

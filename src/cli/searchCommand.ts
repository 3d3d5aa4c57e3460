import { resolve } from 'node:path';
import type { Problem } from '../core/problem.ts';
import { placeText, problemText } from '../core/problemText.ts';
import { isProblem } from '../core/readers/isProblem.ts';
import { openTranscriptFile } from '../core/readers/readers.ts';
import { marksIn } from '../core/search/marksIn.ts';
import { type FileSearch, fileSearch, type SearchEvent, type SearchHit } from '../core/search/searchFile.ts';
import { asksForTags } from '../core/search/tagMark.ts';
import { formatLocator } from '../core/transcripts/locatorText.ts';
import { decompressors } from '../node/decompressors.ts';
import { fileSource } from '../node/fileSource.ts';
import type { Output } from './output.ts';
import { parseSearchArguments, type SearchArguments, searchHelp } from './searchArguments.ts';
import { slashed, tagSources } from './tagSources.ts';

/** `plumbline search`. Returns the exit status, which is grep's: 0 found, 1 nothing found, 2 failure. */
export async function searchCommand(args: readonly string[], output: Output): Promise<number> {
  const given = parseSearchArguments(args);
  if (given === 'help') {
    await output.out(searchHelp);
    return 0;
  }
  const search = typeof given === 'string' ? given : fileSearch(given.query);
  if (typeof given === 'string' || typeof search !== 'function') {
    output.error(
      `plumbline search: ${typeof search === 'string' ? search : problemText(search as Problem)}\n\n${searchHelp}`,
    );
    return 2;
  }
  let found = false;
  let failed = false;
  for (const path of given.files) {
    try {
      for await (const event of searchPath(path, given, search)) {
        if (event.type === 'hit') {
          found = true;
          await output.out(given.json ? hitJson(path, event) : hitLine(path, event));
        } else if (event.type === 'problem' && event.problem.severity === 'error') {
          failed = true;
          output.error(`plumbline search: ${placeText(event.problem)}: ${problemText(event.problem)}\n`);
        }
      }
    } catch (cause) {
      failed = true;
      output.error(`plumbline search: ${messageOf(cause)}\n`);
    }
  }
  return failed ? 2 : found ? 0 : 1;
}

async function* searchPath(path: string, { query }: SearchArguments, search: FileSearch): AsyncGenerator<SearchEvent> {
  const file = await openTranscriptFile(await fileSource(path), { decompressors });
  if (isProblem(file)) {
    yield { type: 'problem', problem: file };
    return;
  }
  try {
    for (const problem of file.problems) yield { type: 'problem', problem };
    const asks = asksForTags(query.filters ?? {});
    const marksOf = asks ? marksIn(slashed(resolve(path)), await tagSources(path)) : undefined;
    yield* search(file, marksOf && { marksOf });
  } finally {
    await file.close();
  }
}

function hitLine(path: string, hit: SearchHit): string {
  return `${locator(path, hit)}: ${hit.role}: ${hit.line}\n`;
}

/** `match` counts UTF-16 units of `line`, which is for showing; the locator counts code points of the text. */
function hitJson(path: string, hit: SearchHit): string {
  const { type: _type, ...facts } = hit;
  return `${JSON.stringify({ locator: locator(path, hit), file: path, ...facts })}\n`;
}

function locator(file: string, { transcript, message, part, span }: SearchHit): string {
  return formatLocator({ file: slashed(file), transcript, message, part, span });
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}

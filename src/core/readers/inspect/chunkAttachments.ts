import { type Problem, problem } from '../../problem.ts';
import { skipSpace, valueEnd } from '../../text/jsonTokens.ts';
import { asWarning } from '../asWarning.ts';
import { isProblem } from '../isProblem.ts';
import { hardLimit } from '../layouts/holdLimit.ts';
import { type Chunk, type ChunkedText, itemsOf, type MemberText } from './chunkLists.ts';

/** The attachments that the texts name (`attachment://<index>`), as an object by index. */
export async function attachmentText(
  chunks: readonly Chunk[],
  texts: readonly string[],
  read: MemberText,
  limit: number,
  signal?: AbortSignal,
): Promise<ChunkedText> {
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/"attachment:\/\/(\d{1,8})"/g)].map(([, index]) => Number(index))),
  );
  const problems: Problem[] = [];
  const members: string[] = [];
  let size = texts.reduce((sum, text) => sum + text.length, 0);
  for (const chunk of chunks) {
    const indices = [...named].filter((index) => index >= chunk.start && index < chunk.end);
    if (indices.length === 0) continue;
    size += chunk.size;
    if (size > limit) {
      const facts = { size, limit, most: hardLimit };
      problems.push(problem('record.tooLarge', facts, { member: chunk.member }, 'warning'));
      break;
    }
    const found = await itemsOf(chunk, read, signal);
    if (isProblem(found)) {
      problems.push(asWarning(found));
      continue;
    }
    const wanted = new Set(indices.map((index) => index - chunk.start));
    for (let i = 0, place = 0; i < found.items.length; place++) {
      const end = valueEnd(found.items, i);
      if (wanted.has(place)) members.push(`"${chunk.start + place}":${found.items.slice(i, end)}`);
      i = skipSpace(found.items, skipSpace(found.items, end) + 1);
    }
  }
  return { text: `{${members.join()}}`, problems };
}

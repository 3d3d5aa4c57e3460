import { problem } from '../../problem.ts';
import { draftTableMapping } from '../mapping/draftTableMapping.ts';
import { openMapped } from '../mapping/mappedFile.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { FileHead, Reader } from '../reader.ts';
import { describeCsv } from './csvTable.ts';

/**
 * Tables with conversations in them: a column of JSON messages or of `Human:`/`Assistant:` text, a row
 * per message, or a column each for prompt and response. Any other table takes a mapping.
 */
export const csv: Reader = {
  format: 'csv',
  detect: (head) => mappingOf(head) !== undefined,
  open: async (source, _ports, head, signal) => {
    const mapping = mappingOf(head);
    return mapping === undefined
      ? problem('format.unknown', {}, { file: source.name })
      : openMapped(source, mapping, head, signal);
  },
};

function mappingOf(head: FileHead): Mapping | undefined {
  const table = describeCsv(head);
  const draft = table && draftTableMapping(table);
  return draft && { name: 'csv', files: head.name, ...draft };
}

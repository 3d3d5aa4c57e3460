import * as z from 'zod';
import { dimensions } from '../core/records/dimensions.ts';
import { parseStatuses } from '../core/records/record.ts';
import { type RecordFilter, recordParts } from '../core/records/recordFilter.ts';
import { recordColumns } from '../core/records/recordRow.ts';
import { scoreViews } from './recordMessages.ts';

/** The shapes of what the page asks of a file of records, for `parseIntent`. */
const count = z.number().int().min(0);
const text = z.string().max(10_000);
const statuses = z.array(z.enum(parseStatuses)).max(parseStatuses.length);
const by = z.array(z.enum(dimensions)).max(dimensions.length);
const range = z.object({ low: z.number(), high: z.number() });
// Every key of a filter is here, or this does not compile.
const filter = z.object({
  where: z.partialRecord(z.enum(dimensions), z.array(text).max(1000)).optional(),
  text: text.optional(),
  prediction: statuses.optional(),
  outcome: statuses.optional(),
  correct: z.boolean().optional(),
  has: z.array(z.enum(recordParts)).max(recordParts.length).optional(),
  forecast: z.object({ low: z.number(), high: z.number(), closed: z.enum(['left', 'right', 'both']) }).optional(),
  pair: z.object({ of: z.enum(['values', 'forecasts']), predicted: range, observed: range }).optional(),
  scenarios: z.array(text).max(100_000).optional(),
} satisfies Record<keyof RecordFilter, z.ZodType>);
const query = z.object({
  filter,
  sort: z.object({ column: z.enum(recordColumns), descending: z.boolean() }).optional(),
});

export const recordIntents = [
  z.object({ type: z.literal('loadRecords'), query, start: count, count: count.max(1000) }),
  z.object({ type: z.literal('loadScores'), view: z.enum(scoreViews), by, filter }),
  z.object({ type: z.literal('cancelScores'), view: z.enum(scoreViews) }),
  z.object({ type: z.literal('goToRef'), ref: text }),
  z.object({
    type: z.literal('savePlot'),
    name: z.string().max(1000),
    format: z.enum(['svg', 'png']),
    data: z.string().max(20_000_000),
  }),
] as const;

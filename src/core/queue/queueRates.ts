import type { AgreementFile } from '../agreement/collectReadings.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { valuesOf } from '../tags/tagFile.ts';
import { parseTagFileName } from '../tags/tagFileName.ts';
import { basename, dirname, resolvePath } from '../text/paths.ts';
import { itemKey, type ReviewQueue } from './queue.ts';
import { weightedRate } from './weightedRate.ts';

export interface QueueRates {
  /** Transcripts of the queue that one of its reviewers, or more, marked reviewed. */
  readonly reviewed: number;
  /** Share of the frame's transcripts that have such a tag, by kind. */
  readonly kinds: readonly { readonly kind: string; readonly rate: Estimate }[];
}

/**
 * What the reviewed part of a sample says of all that it was drawn from, each transcript weighted by its inclusion probability. Where
 * several reviewed one, it counts by the share of them who found the kind. Paths of `files` are from the folder of `.plumbline`.
 */
export function queueRates({ items }: Pick<ReviewQueue, 'items'>, files: readonly AgreementFile[]): QueueRates {
  const reviewed = new Map<string, Set<string>>();
  const found = new Map<string, Set<string>>();
  const kinds = new Set<string>();
  const add = (to: Map<string, Set<string>>, key: string, value: string): void => {
    to.set(key, (to.get(key) ?? new Set()).add(value));
  };
  for (const { path, dataFile, file } of files) {
    const name = parseTagFileName(basename(path));
    if (name?.suggested || name?.consensus || file.reviewer === undefined) continue;
    for (const { id } of file.items.reviewed) add(reviewed, itemKey({ file: dataFile, transcript: id }), file.reviewer);
    for (const { kind, targets } of valuesOf(file, 'tags')) {
      kinds.add(kind);
      for (const { file: other, transcript } of targets) {
        const data = other === undefined ? dataFile : resolvePath(dirname(path), other);
        add(found, JSON.stringify([kind, itemKey({ file: data, transcript })]), file.reviewer);
      }
    }
  }
  const sample = items.flatMap((item) => {
    const who = item.reviewers.filter((reviewer) => reviewed.get(itemKey(item))?.has(reviewer));
    return who.length === 0 ? [] : [{ key: itemKey(item), p: item.p, who }];
  });
  return {
    reviewed: sample.length,
    kinds: [...kinds].sort().map((kind) => ({
      kind,
      rate: weightedRate(
        sample.map(({ key, p, who }) => {
          const by = found.get(JSON.stringify([kind, key]));
          return { p, y: who.filter((reviewer) => by?.has(reviewer)).length / who.length };
        }),
      ),
    })),
  };
}

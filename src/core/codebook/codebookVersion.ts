import { isMap } from 'yaml';
import { type Problem, problem } from '../problem.ts';
import type { Tag } from '../tags/tag.ts';
import { nodeRange, readYaml } from '../yaml/readYaml.ts';
import type { Codebook } from './codebook.ts';
import { misfitOf } from './misfit.ts';
import { tagProblems } from './tagProblems.ts';

/** What tags tell of the version of their codebook. Sums of several files are the sums of their counts. */
export interface VersionCount {
  /** Tags made under the codebook as it is called now that do not fit it: it has changed under its name. */
  readonly misfits: number;
  /** Tags made under a later version, */
  readonly later: number;
  /** and the latest of those. */
  readonly latest: number;
}

export function countVersions(tags: readonly Tag[], codebook: Codebook): VersionCount {
  const name = `${codebook.id}@${codebook.version}`;
  let [misfits, later, latest] = [0, 0, 0];
  for (const tag of tags) {
    if (tag.codebook === name) {
      if (tagProblems(tag, codebook).some((found) => misfitOf(found) !== undefined)) misfits++;
    } else if (tag.codebook?.startsWith(`${codebook.id}@`)) {
      const version = Number(tag.codebook.slice(codebook.id.length + 1));
      if (version > codebook.version) [later, latest] = [later + 1, Math.max(latest, version)];
    }
  }
  return { misfits, later, latest };
}

/** At the `version:` of the codebook's text. */
export function versionProblems(text: string, codebook: Codebook, counts: readonly VersionCount[]): Problem[] {
  const sum = (of: (count: VersionCount) => number): number => counts.reduce((total, count) => total + of(count), 0);
  const [misfits, later] = [sum((count) => count.misfits), sum((count) => count.later)];
  if (misfits + later === 0) return [];
  const { root } = readYaml(text);
  const range = nodeRange(isMap(root) ? (root.get('version', true) ?? root) : root);
  const name = `${codebook.id}@${codebook.version}`;
  const latest = counts.reduce((most, count) => Math.max(most, count.latest), 0);
  return [
    ...(misfits > 0 ? [problem('codebook.sameVersion', { count: misfits, name }, { range }, 'warning')] : []),
    ...(later > 0 ? [problem('codebook.laterTags', { count: later, latest }, { range }, 'warning')] : []),
  ];
}

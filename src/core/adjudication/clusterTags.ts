import { type Codebook, kindOf } from '../codebook/codebook.ts';
import { isSameThing, spanOf } from './overlaps.ts';
import type { ReviewerTag, TagSide } from './reviewerTag.ts';

/** What reviewers, or one of them, found at one place: tags of one kind on the same text. */
export interface Cluster {
  /** The smallest id of its tags, so that a tag that comes later seldom renames it. */
  readonly id: string;
  readonly kind: string;
  readonly members: readonly ReviewerTag[];
  /** Where it is adjudicated: the same from whichever of its files it is looked at. */
  readonly home: Home;
}

export interface Home {
  /** Absolute path of the data file. */
  readonly file: string;
  readonly transcript: string;
}

/** Tags of one kind that are of the same thing, each of them with at least one other; a tag alone is a cluster too. */
export function clusterTags(tags: readonly ReviewerTag[], codebook: Codebook): readonly Cluster[] {
  const placed = tags.filter(({ sides }) => sides.length > 0);
  const union = new Union(placed.length);
  for (const near of neighbours(placed)) {
    for (const [a, b] of near) {
      if (union.root(a) === union.root(b)) continue;
      const [one, other] = [placed[a], placed[b]];
      if (one && other && isSameThing(one, other, kindOf(codebook, one.tag.kind))) union.join(a, b);
    }
  }
  const groups = new Map<number, ReviewerTag[]>();
  for (const [at, tag] of placed.entries()) {
    const root = union.root(at);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [tag]);
    else group.push(tag);
  }
  return [...groups.values()].map((members) => clusterOf(members, codebook));
}

function clusterOf(members: readonly ReviewerTag[], codebook: Codebook): Cluster {
  const sorted = [...members].sort((a, b) => compare(a.reviewer, b.reviewer) || compare(a.tag.id, b.tag.id));
  const kind = sorted[0]?.tag.kind ?? '';
  const first = kindOf(codebook, kind)?.roles[0]?.id;
  const sides = sorted.flatMap((member) => member.sides);
  const leading = sides.filter(({ role }) => role === first);
  const homes = (leading.length > 0 ? leading : sides).map(({ file, target }) => ({
    file,
    transcript: target.transcript,
  }));
  homes.sort((a, b) => compare(a.file, b.file) || compare(a.transcript, b.transcript));
  return {
    id: sorted.reduce((least, { tag }) => (tag.id < least ? tag.id : least), sorted[0]?.tag.id ?? ''),
    kind,
    members: sorted,
    home: homes[0] as Home,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Pairs of tags with a side of the same role in the same message whose spans may meet, message by message. */
function* neighbours(tags: readonly ReviewerTag[]): Generator<Iterable<readonly [number, number]>> {
  const places = new Map<string, { readonly at: number; readonly side: TagSide }[]>();
  for (const [at, { tag, sides }] of tags.entries()) {
    for (const side of sides) {
      const { transcript, message } = side.target;
      const key = JSON.stringify([tag.kind, side.role, side.file, transcript, message]);
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ at, side }]);
      else known.push({ at, side });
    }
  }
  for (const found of places.values()) yield sweep(found);
}

function* sweep(
  found: readonly { readonly at: number; readonly side: TagSide }[],
): Generator<readonly [number, number]> {
  const spans = found.map(({ at, side }) => ({ at, span: spanOf(side) })).sort((a, b) => a.span[0] - b.span[0]);
  let open: typeof spans = [];
  for (const next of spans) {
    open = open.filter(({ span: [start, end] }) => end > next.span[0] || start === next.span[0]);
    for (const { at } of open) yield [at, next.at];
    open.push(next);
  }
}

/** Disjoint sets with path halving. */
class Union {
  readonly #parents: number[];

  constructor(count: number) {
    this.#parents = [...Array(count).keys()];
  }

  root(of: number): number {
    let at = of;
    for (let up = this.#up(at); up !== at; up = this.#up(at)) {
      this.#parents[at] = this.#up(up);
      at = this.#up(at);
    }
    return at;
  }

  join(a: number, b: number): void {
    this.#parents[this.root(a)] = this.root(b);
  }

  #up(at: number): number {
    return this.#parents[at] ?? at;
  }
}

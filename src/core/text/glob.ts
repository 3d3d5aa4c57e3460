/** Alternatives in braces make at most this many globs; the rest of them match nothing. */
const maxAlternatives = 64;

/**
 * Whether a path matches a glob: `*` and `?` within a name, `**` for any folders, `{a,b}` for either. A
 * glob without a slash matches the file's name in any folder. Takes time in proportion to both lengths,
 * whatever the glob: it comes with the data, and a regular expression made of it could hang.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const segments = split(path);
  return expandBraces(glob).some((each) =>
    each.includes('/') ? matchSegments(split(each), segments) : matchName(each, segments.at(-1) ?? ''),
  );
}

const split = (path: string): string[] => path.split('/').filter((segment) => segment !== '' && segment !== '.');

function expandBraces(glob: string): string[] {
  const done: string[] = [];
  const pending = [glob];
  for (let next = pending.pop(); next !== undefined && done.length < maxAlternatives; next = pending.pop()) {
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (braces === null) done.push(next);
    else {
      const [whole, inner = ''] = braces;
      const [before, after] = [next.slice(0, braces.index), next.slice(braces.index + whole.length)];
      pending.push(...inner.split(',', maxAlternatives).map((choice) => before + choice + after));
    }
    if (pending.length > maxAlternatives) pending.length = maxAlternatives;
  }
  return done;
}

function matchSegments(glob: readonly string[], path: readonly string[]): boolean {
  // After each name: which positions in the glob can have been reached.
  const past = (reached: boolean[]): boolean[] => {
    for (const [i, segment] of glob.entries()) if (reached[i] && segment === '**') reached[i + 1] = true;
    return reached;
  };
  let reached = past([true]);
  for (const name of path) {
    const next: boolean[] = [];
    for (const [i, segment] of glob.entries()) {
      if (!reached[i]) continue;
      if (segment === '**') next[i] = true;
      else if (matchName(segment, name)) next[i + 1] = true;
    }
    reached = past(next);
  }
  return reached[glob.length] === true;
}

function matchName(glob: string, name: string): boolean {
  let [g, n] = [0, 0];
  let star: { readonly glob: number; name: number } | undefined;
  while (n < name.length) {
    if (glob[g] === '*') star = { glob: g++, name: n };
    else if (g < glob.length && (glob[g] === '?' || glob[g] === name[n])) [g, n] = [g + 1, n + 1];
    else if (star === undefined) return false;
    else [g, n] = [star.glob + 1, ++star.name];
  }
  while (glob[g] === '*') g++;
  return g === glob.length;
}

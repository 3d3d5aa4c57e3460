/** Paths with `/`, as locators and tag files hold them. Pure; nothing here looks at a disk. */

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash) || '/';
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `path` as seen from `folder`, with `.` and `..` resolved. */
export function resolvePath(folder: string, path: string): string {
  const absolute = path.startsWith('/') || folder === '' ? path : `${folder}/${path}`;
  const rooted = absolute.startsWith('/');
  const parts: string[] = [];
  for (const part of absolute.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !rooted) parts.push(part);
  }
  return (rooted ? '/' : '') + parts.join('/');
}

/** The shortest path that leads from `folder` to `path`; both absolute, or both relative to one root. */
export function relativePath(folder: string, path: string): string {
  const from = resolvePath(folder, '').split('/').filter(Boolean);
  const to = resolvePath('', path).split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

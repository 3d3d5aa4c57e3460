import { stringEnd } from './jsonTokens.ts';

interface Frame {
  readonly closer: '}' | ']';
  /** Where what is whole in it ends. */
  end: number | undefined;
}

/** Nothing that is read nests deeper. */
const deepest = 200;

/**
 * What can be made of a JSON text that ends before its time, by leaving out what is not whole: the elements of its
 * innermost open list, else of the list around that, and so on; then members of objects in the same order.
 */
export function* wholeParts(text: string): Generator<string> {
  const frames: Frame[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const top = frames.at(-1);
    if (unit === 0x22) i = stringEnd(text, i) - 1;
    else if (unit === 0x7b || unit === 0x5b) {
      if (frames.length >= deepest) return;
      frames.push({ closer: unit === 0x7b ? '}' : ']', end: undefined });
    } else if (unit === 0x2c && top !== undefined) top.end = i;
    else if (unit === 0x7d || unit === 0x5d) {
      frames.pop();
      const outer = frames.at(-1);
      if (outer !== undefined) outer.end = i + 1;
    }
  }
  for (const closer of [']', '}']) {
    for (let depth = frames.length - 1; depth >= 0; depth--) {
      const frame = frames[depth] as Frame;
      if (frame.closer !== closer || frame.end === undefined) continue;
      const closers = frames.slice(0, depth + 1).map((each) => each.closer);
      yield text.slice(0, frame.end) + closers.reverse().join('');
    }
  }
}

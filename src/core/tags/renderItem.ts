import { blockScalar, quoteString, renderString } from './renderScalar.ts';
import type { SectionName } from './section.ts';
import { itemSchemas } from './tagSchema.ts';

/** Widest collection that is written on one line, in characters. */
const flowWidth = 100;
/** Lists of maps that people read item by item. */
const alwaysBlock: ReadonlySet<string> = new Set(['targets', 'target']);
const alwaysBlockScalar: ReadonlySet<string> = new Set(['note']);
const alwaysQuoted: ReadonlySet<string> = new Set(['prefix', 'suffix']);

/** Keys of a target in the order in which they are written; those of items follow their schemas. */
const targetOrder = ['role', ...Object.keys(itemSchemas.links.shape.target.shape)];

/** Order of the keys of an item. */
export function keyOrder(section: SectionName): readonly string[] {
  return Object.keys(itemSchemas[section].shape);
}

/** An item as lines: the first stands after the dash, the others at the column of the first. */
export function renderItem(section: SectionName, value: object): string[] {
  const known = ordered(value, keyOrder(section));
  const flow = renderFlow(known);
  if (section === 'reviewed' || (section === 'replies' && flow.length <= 2 * flowWidth && !flow.includes('\\n'))) {
    return [flow];
  }
  return blockMap(known);
}

/** A pair as lines, the key first. Undefined values are left out by whoever has the map. */
export function renderPair(key: string, value: unknown): string[] {
  const name = renderString(key);
  if (typeof value === 'string') {
    if (alwaysQuoted.has(key)) return [`${name}: ${quoteString(value)}`];
    const block = alwaysBlockScalar.has(key) || value.includes('\n') ? blockScalar(value) : undefined;
    if (block === undefined) return [`${name}: ${renderString(value, 'block')}`];
    return block.map((line, index) => (index === 0 ? `${name}: ${line}` : line === '' ? '' : `  ${line}`));
  }
  const map = key === 'target' && isMap(value) ? ordered(value, targetOrder) : value;
  if (isCollection(map)) {
    const flow = renderFlow(map);
    if (flow.length > 2 && (alwaysBlock.has(key) || flow.length > flowWidth)) {
      return [`${name}:`, ...blockValue(map).map(indented)];
    }
    return [`${name}: ${flow}`];
  }
  return [`${name}: ${renderAtom(map)}`];
}

/** An element of a block sequence as lines, the first to stand after its dash. */
export function renderElement(value: unknown): string[] {
  if (isMap(value)) {
    const map = 'role' in value ? ordered(value, targetOrder) : value;
    return Object.keys(map).length === 0 ? ['{}'] : blockMap(map);
  }
  return [renderFlow(value)];
}

/** Any value on one line. */
export function renderFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderFlow).join(', ')}]`;
  if (!isMap(value)) return renderAtom(value);
  const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const pair = ([key, inner]: [string, unknown]) =>
    `${renderString(key)}: ${alwaysQuoted.has(key) && typeof inner === 'string' ? quoteString(inner) : renderFlow(inner)}`;
  return `{${pairs.map(pair).join(', ')}}`;
}

function blockMap(map: object): string[] {
  return Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : renderPair(key, value)));
}

function blockValue(value: object): string[] {
  if (!Array.isArray(value)) return blockMap(value);
  return value.flatMap((element) =>
    renderElement(element).map((line, index) => (index === 0 ? `- ${line}` : indented(line))),
  );
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

function renderAtom(value: unknown): string {
  if (typeof value === 'string') return renderString(value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '.nan';
    if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
    return String(value);
  }
  return value === true ? 'true' : value === false ? 'false' : 'null';
}

function ordered(map: object, order: readonly string[]): object {
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b)));
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return isCollection(value) && !Array.isArray(value);
}

import type { SectionName } from './section.ts';
import type { Target } from './tag.ts';

/**
 * A place in a file of self-prediction records is written as `record` and `field` in place of `transcript` and `message`; the
 * text of a field is its only part, so that a span in it names none. In memory a target has both forms, and
 * whoever looks for its place looks at `transcript`, `message` and `part`.
 */

type Place = Omit<Target, 'role'>;

/** An item as read, its targets with their places. */
export function withPlaces(section: SectionName, value: object): object {
  if ('targets' in value && Array.isArray(value.targets) && value.targets.some(needsPlace))
    return { ...value, targets: value.targets.map(placed) };
  if (section === 'links' && 'target' in value && needsPlace(value.target))
    return { ...value, target: placed(value.target as Partial<Place>) };
  return value;
}

/** A value that is written into an item: its targets of records in the form in which they are kept. */
export function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isObject) ? value.map(asWritten) : value;
  if (!isObject(value)) return value;
  if ('targets' in value) return { ...value, targets: asWritten(value['targets']) };
  if ('target' in value) return { ...value, target: asWritten(value['target']) };
  return 'record' in value && 'transcript' in value ? written(value as unknown as Place) : value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function needsPlace(target: unknown): boolean {
  return isObject(target) && (target['record'] !== undefined || target['field'] !== undefined);
}

function placed(target: Partial<Place>): Partial<Place> {
  if (!needsPlace(target)) return target;
  const transcript = target.transcript ?? target.record;
  const message = target.message ?? target.field;
  const inText = target.start !== undefined || target.quote !== undefined;
  const part = target.part ?? (inText && message !== undefined ? 0 : undefined);
  return {
    ...target,
    ...(transcript !== undefined && { transcript }),
    ...(message !== undefined && { message }),
    ...(part !== undefined && { part }),
  };
}

function written({ transcript, message, part, ...rest }: Place): Partial<Place> {
  const inText = rest.start !== undefined || rest.quote !== undefined;
  return {
    ...rest,
    ...(transcript !== rest.record && { transcript }),
    ...(message !== undefined && message !== rest.field && { message }),
    ...(part !== undefined && !(part === 0 && inText) && { part }),
  };
}

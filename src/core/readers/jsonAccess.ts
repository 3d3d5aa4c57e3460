import type { Json, JsonObject } from '../text/json.ts';

/** Looking into data of unknown shape: what is not there, or not of the kind asked for, is undefined. */
export const asObject = (value: Json | undefined): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export const asArray = (value: Json | undefined): readonly Json[] | undefined =>
  Array.isArray(value) ? (value as readonly Json[]) : undefined;

export const asString = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** An own member: a key such as `__proto__` or `toString` finds only what the data has. */
export const member = (value: Json | undefined, key: string): Json | undefined => {
  const object = asObject(value);
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
};

/** The value at a path of own members and elements. */
export const dig = (value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => (typeof key === 'number' ? asArray(at)?.[key] : member(at, key)), value);

/** Members worth showing as metadata: those not named in `except` whose JSON is at most 4 000 characters. */
export function smallMembers(object: JsonObject, except: readonly string[]): JsonObject {
  const entries = Object.entries(object).filter(
    ([key, value]) => !except.includes(key) && value !== null && fits(value, { left: 4000 }, 0),
  );
  return Object.fromEntries(entries);
}

function fits(value: Json, room: { left: number }, depth: number): boolean {
  room.left -= typeof value === 'string' ? value.length + 2 : 4;
  if (room.left < 0 || depth > 16) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((child) => fits(child as Json, room, depth + 1));
}

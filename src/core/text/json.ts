/** A JSON value as this project holds it: integers beyond 2^53 stay strings of digits. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

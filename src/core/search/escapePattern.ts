/** A pattern that matches the literal text and nothing else, wherever it stands in a larger pattern. */
export function escapePattern(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** One line of a session that is a tree: its id, what it followed, whether a person wrote it. */
export interface SessionNode {
  readonly id?: string;
  readonly parent?: string;
  readonly prompt: boolean;
  /** Not of the conversation (progress, bookkeeping): what follows it follows its parent. */
  readonly aside?: boolean;
}

/**
 * Nodes on branches that were left, each with the prompt that began its branch: where a person wrote again from the same place, all but
 * the last of these prompts, with everything that came of them. Other forks (calls made side by side)
 * are no branches.
 */
export function leftOutBranches(nodes: readonly SessionNode[]): ReadonlyMap<string, string> {
  const asides = new Map<string, string | undefined>();
  for (const { id, parent, aside } of nodes) {
    if (aside && id !== undefined)
      asides.set(id, parent !== undefined && asides.has(parent) ? asides.get(parent) : parent);
  }
  const followed = (parent: string | undefined): string | undefined =>
    parent !== undefined && asides.has(parent) ? asides.get(parent) : parent;
  const lastPrompt = new Map<string, string>();
  for (const { id, parent, prompt } of nodes) {
    const before = followed(parent);
    if (prompt && id !== undefined && before !== undefined) lastPrompt.set(before, id);
  }
  const left = new Map<string, string>();
  // A child comes after its parent in the file, so one pass carries a branch's end down to its leaves.
  for (const node of nodes) {
    const parent = followed(node.parent);
    if (node.id === undefined || parent === undefined) continue;
    const root = left.get(parent) ?? (node.prompt && lastPrompt.get(parent) !== node.id ? node.id : undefined);
    if (root !== undefined) left.set(node.id, root);
  }
  return left;
}

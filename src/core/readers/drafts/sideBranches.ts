/** A node of a conversation that is a tree. A node comes after its parent. */
export interface TreeNode {
  readonly id: string;
  readonly parent?: string;
}

export interface SideBranch {
  /** The node of the thread from which it parts, perhaps by way of other branches; absent: none. */
  readonly from?: string;
  readonly ids: readonly string[];
}

/** What is not on the thread, as chains: each begins at a fork and goes on with the first child. */
export function sideBranches(nodes: readonly TreeNode[], thread: ReadonlySet<string>): SideBranch[] {
  const chains: { from?: string; ids: string[] }[] = [];
  const chainOf = new Map<string, { from?: string; ids: string[] }>();
  for (const { id, parent } of nodes) {
    if (thread.has(id) || chainOf.has(id)) continue;
    const above = parent === undefined ? undefined : chainOf.get(parent);
    if (above !== undefined && above.ids.at(-1) === parent) {
      above.ids.push(id);
      chainOf.set(id, above);
      continue;
    }
    const from = parent !== undefined && thread.has(parent) ? parent : above?.from;
    const chain = { ...(from !== undefined && { from }), ids: [id] };
    chains.push(chain);
    chainOf.set(id, chain);
  }
  return chains;
}

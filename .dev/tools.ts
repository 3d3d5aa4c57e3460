import { join, resolve } from 'node:path';

/** The project's top folder, absolute. */
export const root = resolve(import.meta.dirname, '..');

export const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
export const tsc = join(root, 'node_modules/typescript/bin/tsc');
export const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

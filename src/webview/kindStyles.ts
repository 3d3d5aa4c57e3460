import type { Codebook, Kind } from '../core/codebook/codebook.ts';

/**
 * One style sheet, adopted (a CSP without inline styles allows that), with what depends on the
 * codebook: for each kind its colour as `--kind` and its highlight. A codebook is a file of the
 * workspace, so nothing of it goes into CSS unchecked.
 */
const sheet = new CSSStyleSheet();

export function applyKindStyles(codebook: Codebook): void {
  if (!document.adoptedStyleSheets.includes(sheet))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  sheet.replaceSync(codebook.kinds.map(kindRules).join('\n'));
}

/** Class of everything that is shown in a kind's colour; its index keeps hostile ids out of CSS. */
export function kindClass(codebook: Codebook, kind: string): string {
  const at = codebook.kinds.findIndex(({ id }) => id === kind);
  return at < 0 ? 'kind-unknown' : `kind-${at}`;
}

const shapes: readonly string[] = [
  'solid',
  'double',
  'dotted',
  'dashed',
  'wavy',
] satisfies readonly Kind['underline'][];

function kindRules(kind: Kind, at: number): string {
  const color = cssColor(kind.color);
  const shape = shapes.includes(kind.underline) ? kind.underline : 'solid';
  return `.kind-${at} { --kind: ${color}; --kind-shape: ${shape}; }
::highlight(kind-${at}) { background-color: color-mix(in srgb, ${color} 14%, transparent); text-decoration-line: underline; text-decoration-style: ${shape}; text-decoration-color: ${color}; text-decoration-thickness: ${shape === 'double' ? 'auto' : '2px'}; text-underline-offset: ${2 + (at % 3) * 2}px; text-decoration-skip-ink: none; }
::highlight(kind-${at}-suggested) { text-decoration: underline dashed 1px color-mix(in srgb, ${color} 75%, transparent); text-underline-offset: 6px; }
::highlight(kind-${at}-active) { background-color: color-mix(in srgb, ${color} 34%, transparent); }`;
}

/** `#rrggbb`, or the variable of a theme colour id such as `plumbline.kind.mistake`. */
export function cssColor(color: string): string {
  if (/^#[0-9a-f]{6}$/iu.test(color)) return color;
  if (/^[A-Za-z][\w.]*$/u.test(color))
    return `var(--vscode-${color.replaceAll('.', '-')}, var(--vscode-charts-blue, #3794ff))`;
  return 'var(--vscode-charts-blue, #3794ff)';
}

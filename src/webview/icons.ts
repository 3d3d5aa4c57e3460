import { html, svg, type TemplateResult } from './html.ts';

/** Line drawings of 16 px in the text's colour, as VS Code's own; a font of icons would cost 80 kB. */
const strokes = {
  back: 'M9.5 3.5 5 8l4.5 4.5M5.5 8H13',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  outline: 'M2.5 3.5h3M5.5 8h3M5.5 12.5h3M8 3.5h5.5M11 8h2.5M11 12.5h2.5M3.5 3.5v9h2',
  details: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.5v4M8 5.2v.1',
  compare: 'M2.5 3h11v10h-11zM8 3v10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.2 10.2 14 14',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11.2v.1',
  close: 'm4 4 8 8M12 4l-8 8',
  edit: 'm10.5 3 2.5 2.5-7.5 7.5H3v-2.5zM9 4.5 11.5 7',
  otherEnd: 'M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13',
  up: 'm4 9.5 4-4 4 4',
  people:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4.2 4.5-4.2s4.5 1.7 4.5 4.2M10.5 2.8a2.4 2.4 0 0 1 0 4.4M12 9.6c1.6.5 2.6 2 2.6 3.9',
  reply: 'M6.5 4 3 7.5 6.5 11M3.5 7.5H10a3 3 0 0 1 3 3V12',
  whole: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  down: 'm4 6.5 4 4 4-4',
} as const;

export type IconName = keyof typeof strokes;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" aria-hidden="true">
    ${svg`<path d=${strokes[name]} stroke-linecap="round" stroke-linejoin="round"></path>`}
  </svg>`;
}

const namespace = 'http://www.w3.org/2000/svg';
const titleHeight = 32;
/** What makes the look of an element, as attributes that SVG has for it. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'opacity',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
] as const;

export interface StandalonePlot {
  readonly text: string;
  /** In px. */
  readonly width: number;
  readonly height: number;
}

/**
 * A picture that stands in the page as an SVG document of its own, with its title above it: colours as they are shown now, a font that every
 * system has, nothing that is fetched.
 */
export function standalonePlot(shown: SVGSVGElement, title: string): StandalonePlot {
  const width = Number(shown.getAttribute('width'));
  const height = Number(shown.getAttribute('height')) + titleHeight;
  const copy = resolved(shown) as SVGSVGElement;
  for (const name of ['class', 'role', 'aria-label', 'style', 'viewBox']) copy.removeAttribute(name);
  copy.setAttribute('y', String(titleHeight));
  copy.setAttribute('overflow', 'visible');
  const style = getComputedStyle(shown);
  const [ink, paper] = [style.getPropertyValue('--plot-ink'), style.getPropertyValue('--plot-paper')].map(
    resolveColour,
  );
  const svg = made('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'system-ui, sans-serif',
    role: 'img',
    'aria-label': printable(title),
  });
  svg.append(made('rect', { width, height, fill: paper ?? 'white' }), titleOf(title, width, ink ?? 'black'), copy);
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

function titleOf(title: string, width: number, ink: string): SVGElement {
  const longest = Math.floor((width - 24) / 7);
  const characters = [...printable(title)];
  const text = made('text', { x: 12, y: 21, fill: ink, 'font-size': 13, 'font-weight': 600 });
  text.textContent =
    characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
  return text;
}

/** A copy in which what the style sheet and its custom properties give is written out. */
function resolved(element: Element): Element {
  const copy = element.cloneNode(false) as Element;
  const style = getComputedStyle(element);
  for (const name of looks) {
    const value = style.getPropertyValue(name);
    if (copy.hasAttribute(name) || inherits(element, name, value)) {
      if (value === '') copy.removeAttribute(name);
      else copy.setAttribute(name, plainColour(value));
    }
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) copy.append(resolved(child));
    else if (child.nodeType === Node.TEXT_NODE) copy.append(printable(child.nodeValue ?? ''));
  }
  return copy;
}

/** Whether a look that is not what its parent has must be written. */
function inherits(element: Element, name: string, value: string): boolean {
  const parent = element.parentElement;
  return !(parent instanceof SVGElement) || getComputedStyle(parent).getPropertyValue(name) !== value;
}

/** A colour as the browser computes it; custom properties keep the words they were given. */
function resolveColour(colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return plainColour(color);
}

/** Mixed colours are computed as `color(srgb 0.5 ...)`, which few programs that draw SVG know. */
function plainColour(value: string): string {
  const [, red, green, blue] = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/u.exec(value) ?? [];
  if (blue === undefined) return value;
  return `rgb(${[red, green, blue].map((each) => Math.round(Number(each) * 255)).join(', ')})`;
}

/** XML has no way to write these characters. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(namespace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

// The colours of the plots: the page's tokens on the screen, and those of paper in a saved picture, which is looked at
// elsewhere. Shades are one hue in even steps, so that they keep their order in greyscale, each with the ink that reads on it.

export type Colours = {
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly control: string;
  readonly action: string;
};
type Shade = { readonly fill: string; readonly ink: string };

/** The light tokens (a test compares them), on white. */
export const paperColours: Colours = {
  card: '#ffffff',
  ink: '#1b2428',
  muted: '#48535a',
  line: '#d9d5cb',
  control: '#7c858a',
  action: '#0a5f48',
};

/** What `kiosk/style/tokens.css` says in the theme the page has now. */
export function screenColours(page: HTMLElement): Colours {
  const tokens = getComputedStyle(page);
  const token = (name: string): string => sixDigits(tokens.getPropertyValue(`--${name}`).trim());
  return {
    card: token('card'),
    ink: token('ink'),
    muted: token('muted'),
    line: token('line'),
    control: token('control'),
    action: token('action'),
  };
}

const strengths = [0.06, 0.24, 0.42, 0.8, 1];

/** Five, from hardly anything to full. */
export function shadesOf({ card, action, ink }: Colours): readonly Shade[] {
  return strengths.map((strength) => {
    const fill = mixed(card, action, strength);
    return { fill, ink: contrastOf(ink, fill) >= contrastOf(card, fill) ? ink : card };
  });
}

/** A build shortens "#ffffff" to "#fff". */
function sixDigits(hex: string): string {
  return hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
}

/** As WCAG counts it, from 1 to 21. */
export function contrastOf(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function mixed(from: string, to: string, strength: number): string {
  const target = channelsOf(to);
  const parts = channelsOf(from).map((channel, i) => Math.round(channel + ((target[i] ?? 0) - channel) * strength));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function luminanceOf(hex: string): number {
  const [r = 0, g = 0, b = 0] = channelsOf(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channelsOf(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

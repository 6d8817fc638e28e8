import type { LiveAttention } from './liveAttention';

/** What the browser's tab says: whether a question waits, how many answers are coming, and what is shown. */
export function titleFor(shown: string | null, { streaming, waiting }: LiveAttention): string {
  const name = shown === null ? 'Polylogue' : `${shown} – Polylogue`;
  const counted = streaming === 0 ? name : `(${streaming}) ${name}`;
  return waiting === 0 ? counted : `● needs your answer – ${counted}`;
}

/** The address of the tab's picture: the logo, with the number of answers that are coming, or a question mark. */
export function faviconFor({ streaming, waiting }: LiveAttention): string {
  if (waiting > 0) return drawn('#b45309', '?');
  if (streaming > 0) return drawn('#1c1917', streaming > 9 ? '9+' : String(streaming));
  return PLAIN;
}

const PLAIN = '/favicon.svg';

function drawn(ground: string, sign: string): string {
  const size = sign.length > 1 ? 13 : 17;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">` +
    `<rect width="32" height="32" rx="9" fill="#0f766e"/>` +
    `<g fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"><path d="M6.5 8h12M6.5 14h6"/></g>` +
    `<circle cx="21" cy="21" r="11" fill="${ground}" stroke="#fff" stroke-width="1.5"/>` +
    `<text x="21" y="${21 + size * 0.36}" font-family="sans-serif" font-size="${size}" font-weight="700"` +
    ` text-anchor="middle" fill="#fff">${sign}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

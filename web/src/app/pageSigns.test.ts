// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { faviconFor, titleFor } from './pageSigns';

describe('the title of the tab', () => {
  it.each([
    [null, 0, 0, 'Polylogue'],
    ['Tea', 0, 0, 'Tea – Polylogue'],
    ['Tea', 3, 0, '(3) Tea – Polylogue'],
    [null, 1, 0, '(1) Polylogue'],
    ['Tea', 0, 1, '● needs your answer – Tea – Polylogue'],
    ['Tea', 2, 1, '● needs your answer – (2) Tea – Polylogue'],
  ])('of %s with %i coming and %i waiting', (shown, streaming, waiting, title) => {
    expect(titleFor(shown, { streaming, waiting })).toBe(title);
  });
});

describe('the picture of the tab', () => {
  const sign = (streaming: number, waiting: number): string | undefined =>
    />([^<]+)<\/text>/.exec(decodeURIComponent(faviconFor({ streaming, waiting })))?.[1];

  it('is the plain logo while nothing goes on', () => {
    expect(faviconFor({ streaming: 0, waiting: 0 })).toBe('/favicon.svg');
  });

  it('has the number of answers that are coming', () => {
    expect([sign(1, 0), sign(9, 0), sign(40, 0)]).toEqual(['1', '9', '9+']);
  });

  it('asks when a question waits, whatever else goes on', () => {
    expect(sign(5, 1)).toBe('?');
  });
});

import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine is slow, not wrong: what is fetched when it is wanted may take its time.
configure({ asyncUtilTimeout: 15_000 });

/** jsdom lays nothing out, so nothing ever changes its size. */
globalThis.ResizeObserver = class {
  observe(): void {
    // See above.
  }
  unobserve(): void {
    // See above.
  }
  disconnect(): void {
    // See above.
  }
};

// Some tests run without a page.
if (typeof Element !== 'undefined') {
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollBy = () => undefined;
}

afterEach(() => {
  cleanup();
});

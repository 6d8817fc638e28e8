import { describe, expect, it } from 'vitest';
import { plainExcerpt } from './excerpt';

describe('the excerpt in the list', () => {
  it('shows the newest whole words', () => {
    expect(plainExcerpt('ers share it; nothing is queued per reader, and a slow one costs')).toBe(
      '… per reader, and a slow one costs',
    );
  });

  it('leaves the marks of Markdown out', () => {
    expect(plainExcerpt('x **bold** `code` [a link](https://example.org) ## Next')).toBe('… bold code a link Next');
    expect(plainExcerpt('x in place of `split`, and **so** on')).toBe('… in place of split, and so on');
    expect(plainExcerpt('x | 6 | – | the 7th |\n|---|:-:|\n- one\n1. two')).toBe('… 6 – the 7th one two');
  });

  it('says nothing as long as there is nothing whole to show', () => {
    expect(plainExcerpt('')).toBeUndefined();
    expect(plainExcerpt('Hel')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { UNFINISHED } from '../../../../testing/markdown/documents';
import { BlockSplitter } from './BlockSplitter';
import { markdownToHtml } from './dialect';
import { repairTail } from './repairTail';
import { sanitize } from './sanitize';

/** What a reader sees of a text that is still being written. */
function shown(text: string): string {
  const { closed, open } = new BlockSplitter().update(text);
  const blocks = [...closed, ...(open === undefined ? [] : [open])];
  return blocks
    .map((block) => {
      if (block.kind === 'code') return block.code;
      const source = block === open ? repairTail(block.source) : block.source;
      return sanitize(markdownToHtml(source)).textContent;
    })
    .join('\n');
}

describe('repairTail', () => {
  it.each(UNFINISHED)('never shows the marks of $kind raw', ({ source, raw }) => {
    for (let end = 1; end <= source.length; end += 1) {
      const prefix = source.slice(0, end);
      expect(shown(prefix), JSON.stringify(prefix)).not.toMatch(raw);
    }
  });

  it.each(UNFINISHED)('shows all words of $kind in the end', ({ source }) => {
    const words = (text: string): string => text.replace(/[^\p{L}]/gu, '');
    expect(words(shown(`${source}\n\n`))).toBe(words(sanitize(markdownToHtml(source)).textContent));
  });

  it.each([
    'It costs $5 and that is all for now',
    'Set $HOME and then go on',
    'a * b is a product',
    'the file snake_case_name.txt is there',
    'about ~20 minutes, 3 < 4 and 5 > 2',
    'a list [of things] in brackets',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(shown(text)).toContain(text);
  });

  it('does not touch code that is still being written in a list', () => {
    const source = '- Run:\n  ```js\n  const power = a ** b; // `x` _y [z';
    expect(repairTail(source)).toBe(source);
  });
});

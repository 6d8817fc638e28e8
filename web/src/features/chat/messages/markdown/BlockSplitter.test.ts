import { describe, expect, it } from 'vitest';
import { TRICKY_DOCUMENTS } from '../../../../testing/markdown/documents';
import { BlockSplitter, type Block } from './BlockSplitter';
import { escapeHtml, markdownToHtml } from './dialect';

const documents = Object.entries(TRICKY_DOCUMENTS);
const everything = Object.values(TRICKY_DOCUMENTS).join('\n\n');

function splitAtOnce(text: string): { closed: readonly Block[]; open: Block | undefined } {
  return new BlockSplitter().update(text);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function html(block: Block): string {
  if (block.kind === 'prose') return markdownToHtml(block.source);
  return `<pre data-code="${escapeHtml(block.language)}">${escapeHtml(block.code)}</pre>`;
}

/** Without the space between elements, which is the only thing that differs between one text and its blocks. */
function normalized(markup: string): string {
  return markup
    .replace(/\s*\n\s*/g, '\n')
    .trim()
    .replace(/>\n+</g, '><')
    .replace(/\n+<\/pre>/g, '</pre>');
}

describe('BlockSplitter', () => {
  it.each(documents)('reads %s in pieces as it reads it at once', (_, text) => {
    const splitter = new BlockSplitter();
    for (let end = 0; end <= text.length; end += 1) {
      const prefix = text.slice(0, end);
      expect(splitter.update(prefix)).toEqual(splitAtOnce(prefix));
    }
  });

  it.each(documents)('never changes a block of %s that it closed', (_, text) => {
    const splitter = new BlockSplitter();
    let before: readonly Block[] = [];
    for (let end = 0; end <= text.length; end += 1) {
      const { closed } = splitter.update(text.slice(0, end));
      expect(closed.length).toBeGreaterThanOrEqual(before.length);
      before.forEach((block, index) => {
        expect(closed[index]).toBe(block);
      });
      before = closed;
    }
  });

  it.each(documents)('renders the blocks of %s one by one as the whole', (_, text) => {
    const { closed, open } = splitAtOnce(text);
    const blocks = open === undefined ? closed : [...closed, open];
    expect(normalized(blocks.map(html).join('\n'))).toBe(normalized(markdownToHtml(text)));
  });

  it('gives the same blocks however the text was cut into deltas', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = seeded(seed);
      const splitter = new BlockSplitter();
      for (let end = 0; end < everything.length;) {
        end = Math.min(everything.length, end + 1 + Math.floor(random() * 40));
        splitter.update(everything.slice(0, end));
      }
      expect(splitter.update(everything)).toEqual(splitAtOnce(everything));
    }
  });

  it('starts again when the text is another one', () => {
    const splitter = new BlockSplitter();
    splitter.update('# One\n\nmore\n\n');
    expect(splitter.update('Two\n\nthree')).toEqual(splitAtOnce('Two\n\nthree'));
  });

  it('keeps the tail short in a long answer, so that a delta costs what its block costs', () => {
    const splitter = new BlockSplitter();
    const section =
      '## Heading\n\nA paragraph of text.\n\n- one\n- two\n\n```js\ncode();\n```\n\n| a |\n|---|\n| 1 |\n\n';
    const { closed, open } = splitter.update(section.repeat(500));
    expect(closed).toHaveLength(2500);
    expect(open).toBeUndefined();
  });
});

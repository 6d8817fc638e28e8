import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { TRICKY_DOCUMENTS } from '../../../../testing/markdown/documents';
import { StreamingMarkdown } from './StreamingMarkdown';

function blocks(container: HTMLElement): Element[] {
  return [...container.querySelectorAll('.markdown-block')];
}

describe('StreamingMarkdown', () => {
  it.each(Object.entries(TRICKY_DOCUMENTS))('ends %s with what a page that loads it later shows', (_, text) => {
    const live = render(<StreamingMarkdown text="" isStreaming />);
    for (let end = 1; end <= text.length; end += 3) {
      live.rerender(<StreamingMarkdown text={text.slice(0, end)} isStreaming />);
    }
    live.rerender(<StreamingMarkdown text={text} isStreaming={false} />);
    const later = render(<StreamingMarkdown text={text} isStreaming={false} />);
    expect(live.container.isEqualNode(later.container)).toBe(true);
  });

  it('keeps the nodes of what was written while more comes', () => {
    const { container, rerender } = render(<StreamingMarkdown text={'One **two**\n\nThree fo'} isStreaming />);
    const bold = container.querySelector('strong');
    const last = blocks(container)[1]?.querySelector('p')?.firstChild;
    rerender(<StreamingMarkdown text={'One **two**\n\nThree four\n\nFive'} isStreaming />);
    expect(container.querySelector('strong')).toBe(bold);
    expect(blocks(container)[1]?.querySelector('p')?.firstChild).toBe(last);
    expect(last?.textContent).toBe('Three four');
  });

  it('appends to an open code block line by line and keeps its lines', () => {
    const { container, rerender } = render(<StreamingMarkdown text={'```\nfirst\nsec'} isStreaming />);
    const first = container.querySelector('.line');
    rerender(<StreamingMarkdown text={'```\nfirst\nsecond\nthird'} isStreaming />);
    expect(container.querySelector('.line')).toBe(first);
    expect(container.querySelector('code')?.textContent).toBe('first\nsecond\nthird');
    rerender(<StreamingMarkdown text={'```\nfirst\nsecond\nthird\n```\n\nDone'} isStreaming />);
    expect(container.querySelector('.line')).toBe(first);
    expect(container.querySelector('code')?.textContent).toBe('first\nsecond\nthird');
  });

  it('groups closed blocks by 16 and keeps their nodes when a group gets full', () => {
    const paragraphs = (count: number): string =>
      Array.from({ length: count }, (_, index) => `Paragraph ${index}\n\n`).join('');
    const { container, rerender } = render(<StreamingMarkdown text={paragraphs(31)} isStreaming />);
    const first = blocks(container)[0];
    rerender(<StreamingMarkdown text={`${paragraphs(70)}tail`} isStreaming />);
    expect(container.querySelectorAll('.markdown-group-full')).toHaveLength(4);
    expect(blocks(container)).toHaveLength(71);
    expect(blocks(container)[0]).toBe(first);
  });

  it('highlights code with classes and no styles', async () => {
    const { container } = render(<StreamingMarkdown text={'```json\n{"a": 1}\n```'} isStreaming={false} />);
    await expect.poll(() => container.querySelector('[class^="token-"]'), { timeout: 25_000 }).not.toBeNull();
    expect(container.querySelector('code')?.textContent).toBe('{"a": 1}');
    expect(container.querySelector('[style]')).toBeNull();
  });

  it('typesets a formula when it is whole', async () => {
    const { container, rerender } = render(<StreamingMarkdown text={'So $x^'} isStreaming />);
    expect(container.querySelector('.math')).toBeNull();
    rerender(<StreamingMarkdown text={'So $x^2$ it is'} isStreaming />);
    await expect.poll(() => container.querySelector('.math .katex'), { timeout: 25_000 }).not.toBeNull();
  });
});

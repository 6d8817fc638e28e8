import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../../../testing/markdown/documents';
import { markdownToHtml } from './dialect';
import { repairTail } from './repairTail';
import { sanitize } from './sanitize';

function page(source: string): HTMLElement {
  const element = document.createElement('div');
  element.append(sanitize(markdownToHtml(source)));
  return element;
}

function expectHarmless(element: HTMLElement): void {
  const forbidden = 'script, style, iframe, object, embed, form, input, button, svg, math, link, meta, base, details';
  expect(element.querySelector(forbidden)).toBeNull();
  for (const node of element.querySelectorAll('*')) {
    for (const name of node.getAttributeNames()) expect(name).not.toMatch(/^on|^(?:style|id|name|srcset|action)$/);
  }
  for (const link of element.querySelectorAll('a')) {
    expect(link.getAttribute('href')).toMatch(/^(?:https?:\/\/|mailto:)/i);
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
  }
  for (const image of element.querySelectorAll('img'))
    expect(image.getAttribute('src')).toMatch(/^data:image\/(?!svg)/);
}

describe('the Markdown dialect', () => {
  it.each(ATTACKS)('makes nothing dangerous of %j, at any length', (source) => {
    for (let end = 1; end <= source.length; end += 1) {
      expectHarmless(page(source.slice(0, end)));
      expectHarmless(page(repairTail(source.slice(0, end))));
    }
  });

  it('is held by the sanitizer even if the dialect wrote raw HTML', () => {
    for (const source of ATTACKS) {
      const element = document.createElement('div');
      element.append(sanitize(source));
      expect(element.querySelector('script, style, iframe, form, input, button, svg, math, link')).toBeNull();
      expect(element.querySelector('[onerror], [onload], [style], [id], [name]')).toBeNull();
      expect(element.querySelector('[href^="javascript" i], img:not([src^="data:image/"])')).toBeNull();
    }
  });

  it('shows raw HTML as text', () => {
    const element = page('Hello <b>bold</b>\n\n<div class="x">\n\n<script>alert(1)</script>');
    expect(element.textContent).toContain('Hello <b>bold</b>');
    expect(element.textContent).toContain('<div class="x">');
    expect(element.textContent).toContain('<script>alert(1)</script>');
  });

  it('makes a remote image a link that says where it leads', () => {
    const element = page('![a chart](https://pictures.example/x.png?secret=1)');
    expect(element.querySelector('img')).toBeNull();
    const link = element.querySelector('a');
    expect(link).toHaveAttribute('href', 'https://pictures.example/x.png?secret=1');
    expect(link).toHaveTextContent('a chart Open image at pictures.example in a new tab');
  });

  it('shows an image that lies within the answer', () => {
    expect(page('![dot](data:image/png;base64,iVBORw0KGgo=)').querySelector('img')).toHaveAttribute('alt', 'dot');
  });

  it('breaks a line in a table cell at <br>, and nowhere else', () => {
    const element = page('| a |\n|---|\n| x<br>y |\n\nz<br>w');
    expect(element.querySelectorAll('br')).toHaveLength(1);
    expect(element.textContent).toContain('z<br>w');
  });

  it('begins the headings of an answer below those of the page', () => {
    expect(page('# Title').querySelector('h3')).toHaveTextContent('Title');
  });

  it.each([
    ['$x$', 1],
    ['\\(x\\) and \\[y\\]', 2],
    ['between $5 and $10', 0],
    ['US$5 or $6/$7', 0],
    ['$HOME/$USER', 0],
    ['`$x$`', 0],
    ['$\\$5$', 1],
    ['($a_1$, $b$)', 2],
    ['| $x$ |\n|---|\n| $y|z$ |', 1],
    ['- item\n\n  $$\n  a\n  $$\n', 1],
  ])('finds in %j this many formulas: %i', (source, count) => {
    expect(page(source).querySelectorAll('[data-math]')).toHaveLength(count);
  });
});

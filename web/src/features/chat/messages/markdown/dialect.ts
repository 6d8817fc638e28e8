import { Marked, type RendererObject, type TokenizerObject, type Tokens } from 'marked';
import { mathAtStart, nextMathOpener, type MathToken } from './mathSyntax';

/**
 * Our dialect of Markdown: GitHub's, with math, and without anything that an answer should not be able to do.
 * Raw HTML is text. Links lead to http, https or mailto, or they are no links. A remote image is a link that says
 * where it leads, because loading it would tell a stranger's server what the answer wanted it to know. Code and math
 * are left as plain marked places that the islands fill in (see islands.ts).
 */

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;
const INLINE_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i;
const LINE_BREAK_IN_CELL = /&lt;br *\/?&gt;/gi;

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function mathHtml(token: MathToken): string {
  const form = token.display ? 'display' : 'inline';
  return `<span data-math="${form}">${escapeHtml(token.tex)}</span>`;
}

function mathToken(source: string, before: string): MathToken | undefined {
  const span = mathAtStart(source, before);
  return span && { type: 'math', raw: span.raw, tex: span.tex, display: span.display };
}

const tokenizer: TokenizerObject = {
  // Returning undefined means "not here": what looks like HTML goes on as text.
  html: () => undefined,
  tag: () => undefined,
  // One tilde is "about", as in ~20 minutes; only two strike out.
  del: (source) => (source.startsWith('~~') ? false : undefined),
};

const renderer: RendererObject = {
  code({ text, lang }: Tokens.Code) {
    const language = /^[^\s{,:]*/.exec(lang ?? '')?.[0] ?? '';
    return `<pre data-code="${escapeHtml(language)}">${escapeHtml(text)}</pre>`;
  },
  heading({ tokens, depth }: Tokens.Heading) {
    // The page's own headings are levels 1 and 2, so an answer's begin at 3.
    const level = Math.min(depth + 2, 6);
    return `<h${level} data-depth="${depth}">${this.parser.parseInline(tokens)}</h${level}>`;
  },
  link({ href, title, tokens }: Tokens.Link) {
    const label = this.parser.parseInline(tokens);
    if (!SAFE_LINK.test(href)) return label;
    const hint = title ? ` title="${escapeHtml(title)}"` : '';
    return `<a href="${escapeHtml(href)}"${hint} target="_blank" rel="noopener noreferrer">${label}</a>`;
  },
  image({ href, text }: Tokens.Image) {
    if (INLINE_IMAGE.test(href)) return `<img src="${href}" alt="${escapeHtml(text)}">`;
    if (!/^https?:\/\//i.test(href)) return escapeHtml(text);
    const label = `${escapeHtml(text || 'Image')} <span>Open image at ${escapeHtml(hostOf(href))} in a new tab</span>`;
    return `<a class="remote-image" href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${label}</a>`;
  },
  checkbox({ checked }: Tokens.Checkbox) {
    return `<span class="task" data-done="${String(checked)}" role="img" aria-label="${checked ? 'Done' : 'To do'}"></span> `;
  },
  tablecell(token: Tokens.TableCell) {
    // Markdown has no other way to break a line within a cell, so this one tag is understood there.
    const content = this.parser.parseInline(token.tokens).replace(LINE_BREAK_IN_CELL, '<br>');
    const tag = token.header ? 'th' : 'td';
    const align = token.align ? ` align="${token.align}"` : '';
    return `<${tag}${align}>${content}</${tag}>\n`;
  },
};

const marked = new Marked({ gfm: true, breaks: false });
marked.use({
  tokenizer,
  renderer,
  extensions: [
    {
      name: 'math',
      level: 'inline',
      start: nextMathOpener,
      tokenizer(source, tokens) {
        return mathToken(source, tokens.at(-1)?.raw.at(-1) ?? '');
      },
      renderer: (token) => mathHtml(token as MathToken),
    },
    {
      name: 'displayMath',
      level: 'block',
      start: (source) => /(?:^|\n) {0,3}(?:\$\$|\\\[)/.exec(source)?.index,
      tokenizer(source) {
        const indent = /^ {0,3}/.exec(source)?.[0] ?? '';
        const span = mathAtStart(source.slice(indent.length), '');
        const after = span && source.slice(indent.length + span.raw.length);
        if (!span?.display || !/^[ \t]*(?:\n|$)/.test(after ?? '')) return undefined;
        return { type: 'displayMath', raw: indent + span.raw, tex: span.tex, display: true };
      },
      renderer: (token) => mathHtml({ ...(token as unknown as MathToken), display: true }),
    },
  ],
});

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return 'an unknown site';
  }
}

/** The HTML of a piece of Markdown. Not safe to show before it went through `sanitize`. */
export function markdownToHtml(source: string): string {
  const html = marked.parse(source, { async: false });
  return html
    .replaceAll('<table>', '<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}

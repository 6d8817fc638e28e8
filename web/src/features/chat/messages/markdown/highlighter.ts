import type { GrammarState, HighlighterCore } from 'shiki/core';
import { grammarOf, type Grammar } from './grammars';

/**
 * Shiki, loaded at the first code block and each grammar at its first use. It runs on the browser's own regular
 * expressions, because the content security policy allows no WebAssembly. Tokens carry a class, not a colour: the
 * style sheet decides, so light and dark need no second pass.
 */

export type LineState = GrammarState | undefined;

export interface Token {
  readonly text: string;
  /** Without the prefix "token-"; undefined for plain text. */
  readonly kind: string | undefined;
}

export interface LineHighlighter {
  highlight(line: string, state: LineState): { readonly tokens: readonly Token[]; readonly state: LineState };
}

const THEME = 'polylogue';
const TOO_LONG = 1500;
const COLOUR = /^var\(--code-token-([a-z-]+)\)$/;

let engine: Promise<HighlighterCore> | undefined;
const ready = new Map<string, LineHighlighter>();

async function startEngine(): Promise<HighlighterCore> {
  const [core, { createJavaScriptRegexEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
  ]);
  return core.createHighlighterCore({
    themes: [core.createCssVariablesTheme({ name: THEME, variablePrefix: '--code-' })],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
}

/** Undefined when we know no such language; rejects when it cannot be loaded now. */
export async function highlighterFor(language: string): Promise<LineHighlighter | undefined> {
  const grammar = grammarOf(language);
  if (grammar === undefined) return undefined;
  const known = ready.get(grammar.name);
  if (known !== undefined) return known;
  engine ??= startEngine().catch((failure: unknown) => {
    engine = undefined;
    throw failure;
  });
  const [highlighter, definition] = await Promise.all([engine, grammar.load()]);
  await highlighter.loadLanguage(definition);
  const made = lineHighlighter(highlighter, grammar);
  ready.set(grammar.name, made);
  return made;
}

/** The highlighter if nothing has to be loaded for it. */
export function loadedHighlighter(language: string): LineHighlighter | undefined {
  const grammar = grammarOf(language);
  return grammar && ready.get(grammar.name);
}

function lineHighlighter(highlighter: HighlighterCore, grammar: Grammar): LineHighlighter {
  return {
    highlight(line, state) {
      if (line.length > TOO_LONG) return { tokens: [{ text: line, kind: undefined }], state };
      const lines = highlighter.codeToTokensBase(line, {
        lang: grammar.name,
        theme: THEME,
        ...(state === undefined ? {} : { grammarState: state }),
      });
      const tokens = (lines[0] ?? []).map(({ content, color }) => ({ text: content, kind: kindOf(color) }));
      return { tokens, state: highlighter.getLastGrammarState(lines) };
    },
  };
}

function kindOf(colour: string | undefined): string | undefined {
  return colour === undefined ? undefined : COLOUR.exec(colour)?.[1];
}

import type { LanguageInput } from 'shiki/core';

/** The languages that we highlight. Each grammar is a chunk of its own, fetched when an answer first uses it. */

export interface Grammar {
  readonly name: string;
  readonly label: string;
  readonly load: () => Promise<LanguageInput>;
}

type Row = readonly [name: string, label: string, load: () => Promise<{ default: LanguageInput }>, aliases?: string];

const ROWS: readonly Row[] = [
  ['bash', 'Shell', () => import('shiki/langs/bash.mjs'), 'sh shell zsh shellscript console'],
  ['c', 'C', () => import('shiki/langs/c.mjs'), 'h'],
  ['cpp', 'C++', () => import('shiki/langs/cpp.mjs'), 'c++ cc cxx hpp'],
  ['csharp', 'C#', () => import('shiki/langs/csharp.mjs'), 'cs c#'],
  ['css', 'CSS', () => import('shiki/langs/css.mjs')],
  ['dart', 'Dart', () => import('shiki/langs/dart.mjs')],
  ['diff', 'Diff', () => import('shiki/langs/diff.mjs'), 'patch'],
  ['docker', 'Dockerfile', () => import('shiki/langs/docker.mjs'), 'dockerfile'],
  ['elixir', 'Elixir', () => import('shiki/langs/elixir.mjs'), 'ex exs'],
  ['go', 'Go', () => import('shiki/langs/go.mjs'), 'golang'],
  ['graphql', 'GraphQL', () => import('shiki/langs/graphql.mjs'), 'gql'],
  ['haskell', 'Haskell', () => import('shiki/langs/haskell.mjs'), 'hs'],
  ['html', 'HTML', () => import('shiki/langs/html.mjs'), 'htm'],
  ['http', 'HTTP', () => import('shiki/langs/http.mjs')],
  ['ini', 'INI', () => import('shiki/langs/ini.mjs'), 'properties conf'],
  ['java', 'Java', () => import('shiki/langs/java.mjs')],
  ['javascript', 'JavaScript', () => import('shiki/langs/javascript.mjs'), 'js mjs cjs node'],
  ['json', 'JSON', () => import('shiki/langs/json.mjs'), 'jsonc json5'],
  ['jsx', 'JSX', () => import('shiki/langs/jsx.mjs')],
  ['kotlin', 'Kotlin', () => import('shiki/langs/kotlin.mjs'), 'kt kts'],
  ['latex', 'LaTeX', () => import('shiki/langs/latex.mjs'), 'tex'],
  ['lua', 'Lua', () => import('shiki/langs/lua.mjs')],
  ['make', 'Makefile', () => import('shiki/langs/make.mjs'), 'makefile'],
  ['markdown', 'Markdown', () => import('shiki/langs/markdown.mjs'), 'md'],
  ['nginx', 'Nginx', () => import('shiki/langs/nginx.mjs')],
  ['perl', 'Perl', () => import('shiki/langs/perl.mjs'), 'pl'],
  ['php', 'PHP', () => import('shiki/langs/php.mjs')],
  ['powershell', 'PowerShell', () => import('shiki/langs/powershell.mjs'), 'ps1 ps pwsh'],
  ['python', 'Python', () => import('shiki/langs/python.mjs'), 'py python3'],
  ['r', 'R', () => import('shiki/langs/r.mjs')],
  ['ruby', 'Ruby', () => import('shiki/langs/ruby.mjs'), 'rb'],
  ['rust', 'Rust', () => import('shiki/langs/rust.mjs'), 'rs'],
  ['scala', 'Scala', () => import('shiki/langs/scala.mjs')],
  ['sql', 'SQL', () => import('shiki/langs/sql.mjs'), 'postgresql mysql sqlite'],
  ['swift', 'Swift', () => import('shiki/langs/swift.mjs')],
  ['terraform', 'Terraform', () => import('shiki/langs/terraform.mjs'), 'tf hcl'],
  ['toml', 'TOML', () => import('shiki/langs/toml.mjs')],
  ['tsx', 'TSX', () => import('shiki/langs/tsx.mjs')],
  ['typescript', 'TypeScript', () => import('shiki/langs/typescript.mjs'), 'ts mts cts'],
  ['xml', 'XML', () => import('shiki/langs/xml.mjs'), 'svg'],
  ['yaml', 'YAML', () => import('shiki/langs/yaml.mjs'), 'yml'],
  ['zig', 'Zig', () => import('shiki/langs/zig.mjs')],
];

const BY_NAME = new Map<string, Grammar>();
for (const [name, label, load, aliases = ''] of ROWS) {
  const grammar: Grammar = { name, label, load: async () => (await load()).default };
  for (const key of [name, ...aliases.split(' ').filter((alias) => alias !== '')]) BY_NAME.set(key, grammar);
}

export function grammarOf(language: string): Grammar | undefined {
  return BY_NAME.get(language.toLowerCase());
}

/** How a language is called above its code. */
export function languageLabel(language: string): string {
  return grammarOf(language)?.label ?? (language === '' ? 'Text' : language);
}

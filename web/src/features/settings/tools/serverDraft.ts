import type { ToolServerWish } from '../../../protocol/tools';

/** What is typed into the form of an MCP server. */
export interface ServerDraft {
  readonly name: string;
  readonly isCommand: boolean;
  /** With its arguments. */
  readonly command: string;
  readonly url: string;
  /** Variables or headers, one a line. */
  readonly secrets: string;
}

export const EMPTY: ServerDraft = { name: '', isCommand: false, command: '', url: '', secrets: '' };

export function wishOf({ name, isCommand, command, url, secrets }: ServerDraft): ToolServerWish {
  if (!isCommand) return { name: name.trim(), url: url.trim(), headers: pairs(secrets, ':') };
  const [program = '', ...args] = words(command);
  return { name: name.trim(), command: program, args, env: pairs(secrets, '=') };
}

/** The words of a command line: a quoted one may have spaces. */
export function words(line: string): readonly string[] {
  const found = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  return found.map((word) => (/^["']/.test(word) ? word.slice(1, -1) : word));
}

/** What stands before and behind the first separator of each line; a line without one is left out. */
export function pairs(text: string, separator: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').flatMap((line) => {
    const end = line.indexOf(separator);
    const name = line.slice(0, Math.max(0, end)).trim();
    return name === '' ? [] : [[name, line.slice(end + 1).trim()] as const];
  });
  return Object.fromEntries(lines);
}

import { memo, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { BlockSplitter, type Block } from './BlockSplitter';
import { CodeIsland } from './CodeIsland';
import { markdownToHtml } from './dialect';
import { islands } from './islands';
import { morphChildren } from './morph';
import { growPlainly } from './plainGrowth';
import { repairTail } from './repairTail';
import { sanitize } from './sanitize';

/**
 * Shows a Markdown text that may still grow. What it costs to show the next word depends on the last block only:
 * closed blocks are memoised and never parsed, compared or laid out again, and they lie in groups that the browser
 * skips while they are off screen. A block keeps its place, its key and its nodes when it closes.
 */

/** Small enough that the last group, which is drawn with every word, is about a screen. */
const GROUP = 16;

interface Props {
  readonly text: string;
  readonly isStreaming: boolean;
}

export function StreamingMarkdown({ text, isStreaming }: Props): ReactElement {
  const [splitter] = useState(() => new BlockSplitter());
  const { closed, open } = useMemo(() => splitter.update(text), [splitter, text]);
  const groups = useMemo(() => groupsOf(closed), [closed]);
  return (
    <div className={isStreaming ? 'markdown markdown-streaming' : 'markdown'} data-testid="message-text">
      {groups.map((blocks, index) => {
        const isLast = index === groups.length - 1;
        return (
          <Group key={index} blocks={blocks} open={isLast ? open : undefined} isStreaming={isLast && isStreaming} />
        );
      })}
    </div>
  );
}

const known = new WeakMap<Block, readonly Block[]>();

/** Full groups, and a last one with room. A full group is always the same array, so that nobody looks at it again. */
function groupsOf(closed: readonly Block[]): (readonly Block[])[] {
  const groups: (readonly Block[])[] = [];
  let start = 0;
  for (; start + GROUP <= closed.length; start += GROUP) {
    const first = closed[start];
    if (first === undefined) break;
    const group = known.get(first) ?? closed.slice(start, start + GROUP);
    known.set(first, group);
    groups.push(group);
  }
  groups.push(closed.slice(start));
  return groups;
}

interface GroupProps {
  readonly blocks: readonly Block[];
  readonly open: Block | undefined;
  readonly isStreaming: boolean;
}

const Group = memo(function Group({ blocks, open, isStreaming }: GroupProps) {
  const isFull = blocks.length === GROUP;
  // One list for both: a block that closes keeps its place among its siblings, and so its nodes.
  const all = open === undefined ? blocks : [...blocks, open];
  return (
    <div className={isFull ? 'markdown-group markdown-group-full' : 'markdown-group'}>
      {all.map((block, index) => (
        <BlockView key={index} block={block} isOpen={isStreaming && block === open} />
      ))}
    </div>
  );
});

const BlockView = memo(
  function BlockView({ block, isOpen }: { readonly block: Block; readonly isOpen: boolean }) {
    const target = useRef<HTMLDivElement>(null);
    const code = useRef<CodeIsland>(null);
    /** The source that is shown, while it is open. */
    const shown = useRef<string>(null);
    useLayoutEffect(() => {
      if (target.current === null) return;
      if (block.kind === 'code') code.current = showCode(target.current, code.current, block);
      else showProse(target.current, block.source, isOpen, shown.current);
      shown.current = isOpen && block.kind === 'prose' ? block.source : null;
    }, [block, isOpen]);
    return <div className="markdown-block" ref={target} />;
  },
  (before, after) => before.isOpen === after.isOpen && isSame(before.block, after.block),
);

function isSame(one: Block, other: Block): boolean {
  if (one === other) return true;
  if (one.kind === 'code') return other.kind === 'code' && one.code === other.code && one.language === other.language;
  return other.kind === 'prose' && one.source === other.source;
}

function showProse(target: HTMLElement, source: string, isOpen: boolean, before: string | null): void {
  if (isOpen && before !== null && growPlainly(target, before, source)) return;
  morphChildren(target, sanitize(markdownToHtml(isOpen ? repairTail(source) : source)), islands);
}

type Code = Extract<Block, { kind: 'code' }>;

function showCode(target: HTMLElement, shown: CodeIsland | null, { language, code }: Code): CodeIsland {
  if (shown?.element.parentNode === target) {
    shown.update(language, code);
    return shown;
  }
  const island = new CodeIsland(language, code);
  target.replaceChildren(island.element);
  return island;
}

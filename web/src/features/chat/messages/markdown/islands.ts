import { CodeIsland } from './CodeIsland';
import { MathIsland } from './MathIsland';
import type { Island } from './Island';
import type { Islands } from './morph';

const byElement = new WeakMap<Node, Island>();

function islandFor(source: Element): Island | undefined {
  if (source.hasAttribute('data-code')) return CodeIsland.from(source);
  if (source.hasAttribute('data-math')) return MathIsland.from(source);
  return undefined;
}

function live(source: Element): Node {
  const island = islandFor(source);
  if (island === undefined) return source;
  byElement.set(island.element, island);
  return island.element;
}

export const islands: Islands = {
  update: (node, next) => next instanceof Element && (byElement.get(node)?.accept(next) ?? false),
  adopt: (next) => {
    if (!(next instanceof Element)) return next;
    for (const source of next.querySelectorAll('[data-code], [data-math]')) {
      const element = live(source);
      if (element !== source) source.replaceWith(element);
    }
    return live(next);
  },
};

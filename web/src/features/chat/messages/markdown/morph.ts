/**
 * Changes one tree of nodes into another with as few changes as possible. The open block of a stream is parsed again
 * many times a second and is nearly always the same but for its end; keeping the nodes that did not change keeps the
 * reader's selection, the scroll position of a wide table and the browser's layout of what stands already.
 */

export interface Islands {
  /** Brings `live` up to date with `next` if it is an island for it; true when it did. */
  update(live: Node, next: Node): boolean;
  /** `next`, with the islands in it made live, ready to be inserted. */
  adopt(next: Node): Node;
}

export function morphChildren(live: Node, next: Node, islands: Islands): void {
  let current = live.firstChild;
  for (const wanted of [...next.childNodes]) {
    if (current === null) {
      live.appendChild(islands.adopt(wanted));
      continue;
    }
    const following: ChildNode | null = current.nextSibling;
    if (!morphNode(current, wanted, islands)) live.replaceChild(islands.adopt(wanted), current);
    current = following;
  }
  while (current !== null) {
    const following: ChildNode | null = current.nextSibling;
    current.remove();
    current = following;
  }
}

/** False when `live` cannot become `next` and has to be replaced. */
function morphNode(live: Node, next: Node, islands: Islands): boolean {
  if (islands.update(live, next)) return true;
  if (live instanceof Text && next instanceof Text) {
    morphText(live, next.data);
    return true;
  }
  if (!(live instanceof Element) || !(next instanceof Element)) return false;
  if (live.nodeName !== next.nodeName || isIslandSource(next) || isIslandSource(live)) return false;
  morphAttributes(live, next);
  morphChildren(live, next, islands);
  return true;
}

function isIslandSource(element: Element): boolean {
  return element.hasAttribute('data-code') || element.hasAttribute('data-math') || element.hasAttribute('data-island');
}

/** Appending keeps a selection inside the text; replacing its data would collapse it. */
function morphText(live: Text, data: string): void {
  if (live.data === data) return;
  if (data.startsWith(live.data)) live.appendData(data.slice(live.data.length));
  else live.data = data;
}

function morphAttributes(live: Element, next: Element): void {
  for (const name of live.getAttributeNames()) {
    if (!next.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}

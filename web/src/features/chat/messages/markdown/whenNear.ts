/** Calls once when an element comes near the screen; at once where the browser cannot tell. */

const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

export function whenNear(element: Element, act: () => void): void {
  if (typeof IntersectionObserver === 'undefined') {
    act();
    return;
  }
  observer ??= new IntersectionObserver(onChange, { rootMargin: '800px 0px' });
  waiting.set(element, act);
  observer.observe(element);
}

function onChange(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    observer?.unobserve(target);
    const act = waiting.get(target);
    waiting.delete(target);
    act?.();
  }
}

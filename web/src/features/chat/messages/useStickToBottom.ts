import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So near to the end counts as being there. */
const NEAR = 56;

export interface StickToBottom {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtBottom: boolean;
  readonly jump: () => void;
  /** The reader is taken to another place, and left alone there. */
  readonly letGo: () => void;
}

/**
 * Keeps a growing transcript at its end only while the reader is there. A reader who scrolls up is left alone, until
 * they come back to the end or ask for it. When `sending` names another message, the reader has just sent it, and
 * wants to see it: then it goes to the end. What comes from elsewhere does not move a reader.
 */
export function useStickToBottom(sending: string | undefined): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtBottom, setIsAtBottom] = useState(true);

  const jump = useCallback(() => {
    sticks.current = true;
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);

  const letGo = useCallback(() => {
    sticks.current = false;
  }, []);

  useLayoutEffect(jump, [jump]);
  useLayoutEffect(() => {
    if (sending !== undefined) jump();
  }, [jump, sending]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || content.current === null) return;
    let last = element.scrollTop;
    const onScroll = (): void => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      // The end moves away when text comes; only a reader moves up.
      if (isNear) sticks.current = true;
      else if (element.scrollTop < last - 1) sticks.current = false;
      last = element.scrollTop;
      setIsAtBottom(sticks.current);
    };
    const follow = (): void => {
      if (!sticks.current) return;
      element.scrollTop = element.scrollHeight;
      setIsAtBottom(true);
    };
    const observer = new ResizeObserver(follow);
    observer.observe(content.current);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, content, isAtBottom, jump, letGo };
}

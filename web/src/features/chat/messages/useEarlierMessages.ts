import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So many messages are drawn first, the newest; earlier ones when the reader goes up to them. */
const PAGE = 40;

export interface EarlierMessages {
  /** Which message is the first that is drawn. */
  readonly first: number;
  readonly showEarlier: () => void;
  /** Draws from that message on, with a few above it. */
  readonly showFrom: (index: number) => void;
}

/** Which messages are drawn; what is on screen stays where it is when earlier ones come above it. */
export function useEarlierMessages(count: number, scroller: RefObject<HTMLDivElement | null>): EarlierMessages {
  const [pages, setPages] = useState(1);
  const heightBefore = useRef<number>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || heightBefore.current === undefined) return;
    element.scrollBy({ top: element.scrollHeight - heightBefore.current, behavior: 'instant' });
    heightBefore.current = undefined;
  }, [pages, scroller]);
  return {
    first: Math.max(0, count - pages * PAGE),
    showEarlier: () => {
      heightBefore.current = scroller.current?.scrollHeight;
      setPages(pages + 1);
    },
    showFrom: (index) => {
      setPages(Math.ceil((count - index) / PAGE));
    },
  };
}

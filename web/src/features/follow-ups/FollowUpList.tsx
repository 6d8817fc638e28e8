import { useLayoutEffect, useRef, type ReactElement, type RefObject } from 'react';
import type { FollowUpPause } from '../../protocol/followUps';
import { pauseText } from '../../shared/conversations/followUpWords';
import { ClockIcon, ContinueIcon, WarningIcon } from '../../shared/ui/icons';
import { FollowUpRow } from './FollowUpRow';
import type { FollowUpListProps } from './types';

/** The texts that wait, in the order in which they will be sent. */
export function FollowUpList({ items, paused, commands }: FollowUpListProps): ReactElement {
  const list = useRef<HTMLOListElement>(null);
  const move = useMoveWithFocus(list, commands.move);
  return (
    <section
      aria-label="Follow-ups"
      data-testid="follow-ups"
      data-paused={paused ?? 'no'}
      className="mx-auto w-full max-w-(--measure) px-5 sm:px-9"
    >
      <div className="rounded-t-xl border border-b-0 border-line bg-panel">
        <Head count={items.length} paused={paused} onResume={commands.resume} />
        <ol ref={list} className="max-h-[min(13rem,30vh)] overflow-y-auto pb-1">
          {items.map((item, index) => (
            <FollowUpRow
              key={item.id}
              item={item}
              position={index}
              count={items.length}
              commands={commands}
              onMove={(position, control) => {
                move(item.id, position, control);
              }}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

interface HeadProps {
  readonly count: number;
  readonly paused: FollowUpPause | null;
  readonly onResume: () => void;
}

function Head({ count, paused, onResume }: HeadProps): ReactElement {
  const isStuck = paused !== null && paused !== 'question';
  const Icon = isStuck ? WarningIcon : ClockIcon;
  return (
    <div
      className={`flex min-h-9 items-center gap-2 py-1 pr-1.5 pl-3 text-xs ${paused === null ? 'text-faint' : 'text-warning-text'}`}
    >
      <Icon size={15} className="shrink-0" />
      <p role="status" data-testid="follow-ups-state" className="min-w-0 flex-1">
        {paused === null ? runningText(count) : pauseText(paused)}
      </p>
      {isStuck && (
        <button
          type="button"
          data-testid="follow-ups-resume"
          onClick={onResume}
          className="inline-flex h-7 shrink-0 items-center gap-1 rounded-md bg-warning-soft px-2.5 font-medium text-warning-text hover:brightness-95"
        >
          <ContinueIcon size={14} />
          Resume
        </button>
      )}
    </div>
  );
}

function runningText(count: number): string {
  return count === 1 ? 'Sent when the answer is finished' : `${count} to be sent, one after each answer`;
}

/** A row that is moved takes the focus along, so that it can be moved again by the same key. */
function useMoveWithFocus(
  list: RefObject<HTMLOListElement | null>,
  move: (id: string, position: number) => void,
): (id: string, position: number, control: string) => void {
  const moved = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (moved.current === undefined) return;
    list.current?.querySelector<HTMLElement>(moved.current)?.focus();
    moved.current = undefined;
  });
  return (id, position, control) => {
    moved.current = `[data-follow-up-id="${CSS.escape(id)}"] [data-control="${control}"]`;
    move(id, position);
  };
}

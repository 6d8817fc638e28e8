import { useEffect, type ReactElement } from 'react';
import { CloseIcon, WarningIcon } from '../ui/icons';
import type { Notice } from './types';

/** Long enough to read two sentences; an error stays until it is closed. */
const READING_TIME = 8_000;

interface NoticeListProps {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
}

/** What went wrong, in the corner: read out at once, and never in the way of the text. */
export function NoticeList({ notices, onDismiss }: NoticeListProps): ReactElement {
  return (
    <div
      role="alert"
      className="pointer-events-none fixed inset-x-3 top-3 z-50 flex flex-col items-center gap-2 sm:inset-x-auto sm:right-4 sm:items-end"
    >
      {notices.slice(-4).map((notice) => (
        <NoticeCard key={notice.id} notice={notice} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

interface NoticeCardProps {
  readonly notice: Notice;
  readonly onDismiss: (id: string) => void;
}

function NoticeCard({ notice, onDismiss }: NoticeCardProps): ReactElement {
  const { id, kind, text } = notice;
  useEffect(() => {
    if (kind === 'error') return;
    const timer = setTimeout(() => {
      onDismiss(id);
    }, READING_TIME);
    return () => {
      clearTimeout(timer);
    };
  }, [id, kind, onDismiss]);
  return (
    <div
      data-testid="notice"
      data-kind={kind}
      className="pointer-events-auto flex w-full max-w-[26rem] animate-[appear_160ms_ease-out] items-start gap-2.5 rounded-xl border border-line bg-raised py-2.5 pr-2 pl-3.5 text-sm shadow-high"
    >
      {kind === 'error' && <WarningIcon size={17} className="mt-0.5 shrink-0 text-danger" />}
      <p className="min-w-0 flex-1 py-0.5 wrap-anywhere">{text}</p>
      <button
        type="button"
        aria-label="Close this notice"
        onClick={() => {
          onDismiss(id);
        }}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-text"
      >
        <CloseIcon size={15} />
      </button>
    </div>
  );
}

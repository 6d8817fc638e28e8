import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import { fitHeight } from '../../shared/fitHeight';

interface FollowUpEditProps {
  readonly text: string;
  /** With the new text, or undefined when nothing is to change. */
  readonly onDone: (text: string | undefined) => void;
}

/** A waiting text that is written anew in its place: Enter and leaving the field keep it, Escape does not. */
export function FollowUpEdit({ text, onDone }: FollowUpEditProps): ReactElement {
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    fitHeight(field.current, 160);
  }, [draft]);
  useLayoutEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  const save = (): void => {
    onDone(draft.trim() === '' ? undefined : draft);
  };
  return (
    <textarea
      ref={field}
      data-testid="follow-up-input"
      aria-label="Edit this follow-up"
      rows={1}
      dir="auto"
      className="my-0.5 block w-full resize-none rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 leading-normal outline-none focus:border-accent"
      value={draft}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onDone(undefined);
        }
        if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
          event.preventDefault();
          event.stopPropagation();
          save();
        }
      }}
    />
  );
}

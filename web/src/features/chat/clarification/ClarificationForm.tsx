import { useEffect, useState, type ReactElement } from 'react';
import type { ClarificationData } from '../../../protocol/parts';
import { Button } from '../../../shared/ui/Button';
import { useNow } from '../../../shared/useNow';
import { timeLeft } from '../../../shared/words';
import type { ClarificationAnswer } from '../types';

/** If the server has not taken the answer after so long, it can be given again. */
const PATIENCE = 8_000;

interface ClarificationFormProps {
  readonly data: ClarificationData;
  readonly onAnswer: (clarificationId: string, answer: ClarificationAnswer) => void;
  readonly onDecline: (clarificationId: string) => void;
}

export function ClarificationForm({ data, onAnswer, onDecline }: ClarificationFormProps): ReactElement {
  const [text, setText] = useState('');
  const { isSent, send } = useSentOnce();
  const now = useNow();
  const answer = (given: string): void => {
    const trimmed = given.trim();
    if (trimmed === '' || isSent) return;
    send(() => {
      onAnswer(data.id, { text: trimmed });
    });
  };
  return (
    <form
      className="mt-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        answer(text);
      }}
    >
      <Options options={data.options ?? []} isDisabled={isSent} onChoose={answer} />
      <div className="flex flex-wrap gap-2">
        <input
          data-testid="clarification-input"
          aria-label="Your answer"
          placeholder={data.options === undefined ? 'Your answer' : 'Or say it in your own words'}
          className="h-9 min-w-40 flex-1 basis-full rounded-lg sm:basis-0 border border-line-strong bg-page px-3 text-sm outline-none focus:border-accent"
          value={text}
          disabled={isSent}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <Button type="submit" look="primary" data-testid="clarification-submit" disabled={isSent || text.trim() === ''}>
          Answer
        </Button>
        <Button
          look="plain"
          data-testid="clarification-decline"
          disabled={isSent}
          onClick={() => {
            send(() => {
              onDecline(data.id);
            });
          }}
        >
          Skip
        </Button>
      </div>
      <p className="mt-2.5 text-xs text-faint">{isSent ? 'Sending…' : timeLeft(Date.parse(data.expiresAt) - now)}</p>
    </form>
  );
}

interface OptionsProps {
  readonly options: readonly string[];
  readonly isDisabled: boolean;
  readonly onChoose: (option: string) => void;
}

function Options({ options, isDisabled, onChoose }: OptionsProps): ReactElement | null {
  if (options.length === 0) return null;
  return (
    <div className="mb-2.5 flex flex-wrap gap-2">
      {options.map((option) => (
        <Button
          key={option}
          data-testid="clarification-option"
          disabled={isDisabled}
          className="h-auto min-h-9 py-1.5 text-left"
          onClick={() => {
            onChoose(option);
          }}
        >
          {option}
        </Button>
      ))}
    </div>
  );
}

function useSentOnce(): { readonly isSent: boolean; readonly send: (act: () => void) => void } {
  const [isSent, setIsSent] = useState(false);
  useEffect(() => {
    if (!isSent) return;
    const timer = setTimeout(() => {
      setIsSent(false);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
    };
  }, [isSent]);
  const send = (act: () => void): void => {
    setIsSent(true);
    act();
  };
  return { isSent, send };
}

import { useState, type ReactElement } from 'react';
import type { ClarificationData } from '../../../protocol/parts';
import { Button } from '../../../shared/ui/Button';
import { useNow } from '../../../shared/useNow';
import { useSentOnce } from '../../../shared/useSentOnce';
import { timeLeft } from '../../../shared/words';
import type { ClarificationAnswer } from '../types';
import { fieldsOf } from './formFields';
import { SchemaForm } from './SchemaForm';

interface ClarificationFormProps {
  readonly data: ClarificationData;
  readonly onAnswer: (clarificationId: string, answer: ClarificationAnswer) => void;
  readonly onDecline: (clarificationId: string) => void;
}

/** Takes the answer to a question: values where it asks for some, else words. */
export function ClarificationForm({ data, onAnswer, onDecline }: ClarificationFormProps): ReactElement {
  const { isSent, send } = useSentOnce();
  const now = useNow();
  const fields = fieldsOf(data.schema);
  const common = {
    isSent,
    hint: isSent ? 'Sending…' : timeLeft(Date.parse(data.expiresAt) - now),
    onDecline: () => {
      send(() => {
        onDecline(data.id);
      });
    },
  };
  const answer = (given: ClarificationAnswer): void => {
    send(() => {
      onAnswer(data.id, given);
    });
  };
  if (fields.length > 0) {
    return (
      <SchemaForm
        {...common}
        fields={fields}
        onSubmit={(values) => {
          answer({ values });
        }}
      />
    );
  }
  return (
    <WordsForm
      {...common}
      options={data.options}
      onSubmit={(text) => {
        answer({ text });
      }}
    />
  );
}

interface WordsFormProps {
  readonly options: readonly string[] | undefined;
  readonly isSent: boolean;
  readonly hint: string;
  readonly onSubmit: (text: string) => void;
  readonly onDecline: () => void;
}

function WordsForm({ options, isSent, hint, onSubmit, onDecline }: WordsFormProps): ReactElement {
  const [text, setText] = useState('');
  const submit = (given: string): void => {
    const trimmed = given.trim();
    if (trimmed !== '') onSubmit(trimmed);
  };
  return (
    <form
      className="mt-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        submit(text);
      }}
    >
      <Options options={options ?? []} isDisabled={isSent} onChoose={submit} />
      <div className="flex flex-wrap gap-2">
        <input
          data-testid="clarification-input"
          aria-label="Your answer"
          placeholder={options === undefined ? 'Your answer' : 'Or say it in your own words'}
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
        <Button look="plain" data-testid="clarification-decline" disabled={isSent} onClick={onDecline}>
          Skip
        </Button>
      </div>
      <p className="mt-2.5 text-xs text-faint">{hint}</p>
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

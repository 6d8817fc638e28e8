import { useState, type ReactElement } from 'react';
import { Button } from '../../../shared/ui/Button';
import { Field } from '../models/Field';

interface TokenMakingProps {
  /** Whether it was made. */
  readonly make: (name: string) => Promise<boolean>;
}

export function TokenMaking({ make }: TokenMakingProps): ReactElement {
  const [name, setName] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setIsBusy(true);
    if (await make(name.trim())) setName('');
    setIsBusy(false);
  };
  const isReady = name.trim() !== '' && !isBusy;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void submit();
      }}
    >
      <div className="min-w-0 flex-1 basis-48">
        <Field label="New token for" value={name} placeholder="the program that will use it" onChange={setName} />
      </div>
      <Button type="submit" data-testid="token-make" disabled={!isReady}>
        Make a token
      </Button>
    </form>
  );
}

import type { ReactElement } from 'react';
import type { InstalledModel } from '../../../protocol/localModels';
import { Button } from '../../../shared/ui/Button';
import { RemoveButton } from '../RemoveButton';
import { sizeWords } from './sizeWords';

interface InstalledRowProps {
  readonly model: InstalledModel;
  readonly title: string;
  readonly mayChange: boolean;
  readonly canRun: boolean;
  readonly onUse: () => void;
  readonly onRemove: () => void;
}

/** A model that is there. */
export function InstalledRow({ model, title, mayChange, canRun, onUse, onRemove }: InstalledRowProps): ReactElement {
  const use = canRun && (
    <Button className="h-8 px-2.5" data-testid="local-use" onClick={onUse}>
      Use it
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2" data-testid={`local-${model.name}`}>
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${canRun ? 'bg-accent' : 'bg-danger'}`} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-base font-medium">{title}</p>
        <p className="text-sm wrap-anywhere text-soft">
          {model.model} · {sizeWords(model.size)}
        </p>
      </div>
      {mayChange ? (
        <RemoveButton testId="local-remove" onRemove={onRemove}>
          {use}
        </RemoveButton>
      ) : (
        use
      )}
    </div>
  );
}

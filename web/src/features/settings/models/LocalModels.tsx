import { useEffect, type ReactElement } from 'react';
import type { AvailableModel, LocalModelList } from '../../../protocol/localModels';
import type { LocalModelCalls } from '../../../shared/api/localModelCalls';
import { AvailableRow } from './AvailableRow';
import { InstalledRow } from './InstalledRow';
import { useLooked } from '../useLooked';

export interface LocalModelsProps {
  readonly api: LocalModelCalls;
  /** The models may be others now. */
  readonly onChanged: () => void;
  /** Has new conversations begin with that model. */
  readonly onUse: (model: string) => void;
}

const LOOK_MILLIS = 1_000;

/** The models that run inside the server: those that are there, and small ones to fetch. */
export function LocalModels({ api, onChanged, onUse }: LocalModelsProps): ReactElement | null {
  const { value: list, trouble, change } = useLooked(api.localModels, LOOK_MILLIS);
  const installed = list?.installed.map(({ name }) => name).join() ?? '';
  useEffect(() => {
    if (installed !== '') onChanged();
  }, [installed, onChanged]);
  if (list === null) return trouble === null ? null : <Trouble text={trouble} />;
  const remove = async (name: string): Promise<void> => {
    if (await change(() => api.removeLocalModel(name))) onChanged();
  };
  return (
    <section aria-labelledby="local-models" className="space-y-3 border-t border-line pt-4">
      <div>
        <h3 id="local-models" className="text-base font-medium">
          Get a small model
        </h3>
        <p className="mt-0.5 text-sm text-pretty text-soft">
          It runs inside Polylogue on the server’s own processor: no account, no key, and nothing you write leaves it.
        </p>
      </div>
      {list.reason !== undefined && <Trouble text={list.reason} />}
      {trouble !== null && <Trouble text={trouble} />}
      <ul className="divide-y divide-line rounded-xl border border-line empty:hidden" data-testid="local-models">
        {list.installed.map((model) => (
          <li key={model.name} className="px-4 py-3">
            <InstalledRow
              model={model}
              title={list.available.find(({ name }) => name === model.name)?.title ?? model.name}
              mayChange={list.mayChange}
              canRun={list.reason === undefined}
              onUse={() => {
                onUse(model.model);
              }}
              onRemove={() => void remove(model.name)}
            />
          </li>
        ))}
        {list.reason === undefined &&
          missing(list).map((model) => (
            <li key={model.name} className="px-4 py-3">
              <AvailableRow
                model={model}
                download={list.downloads.find(({ name }) => name === model.name)}
                mayChange={list.mayChange}
                onStart={() => void change(() => api.downloadModel(model.name))}
                onStop={() => void change(() => api.stopDownload(model.name))}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}

function missing({ available, installed }: LocalModelList): readonly AvailableModel[] {
  return available.filter(({ name }) => !installed.some((there) => there.name === name));
}

function Trouble({ text }: { readonly text: string }): ReactElement {
  return <p className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-text">{text}</p>;
}

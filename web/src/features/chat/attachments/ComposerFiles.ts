import { createContext } from 'react';
import { createStore } from '../../../shared/store';
import type { DraftFile, DraftFiles } from './draftFiles';

export interface ComposerFilesValue {
  readonly drafts: DraftFiles;
  /** Missing where nothing can be attached. */
  readonly add?: (files: readonly File[]) => void;
}

/** The files of the message that is being written. A context and not a prop, for the reason of `BesideStop`. */
export const ComposerFiles = createContext<ComposerFilesValue>({ drafts: createStore<readonly DraftFile[]>([]) });

import type { AttachmentInfo } from '../../../protocol/api';
import type { FilePart } from '../../../protocol/parts';
import type { IdMaker } from '../../../protocol/uuid';
import type { Api } from '../../../shared/api/api';
import type { Notices } from '../../../shared/notices/notices';
import { sentenceFor } from '../../../shared/notices/sentence';
import type { Store } from '../../../shared/store';

/** A file that is to go with the next message. */
export interface DraftFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly state:
    | { readonly type: 'uploading' }
    | { readonly type: 'ready'; readonly info: AttachmentInfo }
    | { readonly type: 'failed'; readonly detail: string };
}

export type DraftFiles = Store<readonly DraftFile[]>;

export interface FileServices {
  readonly api: Pick<Api, 'addAttachment'>;
  readonly makeId: IdMaker;
  readonly notices: Notices;
}

const MOST_FILES = 10;

/** Gives the files to the server at once, so that sending need not wait; each says by itself how it fares. */
export function addFiles({ api, makeId, notices }: FileServices, drafts: DraftFiles, files: readonly File[]): void {
  const room = MOST_FILES - drafts.get().length;
  if (files.length > room) notices.show('error', `A message may have ${MOST_FILES} attachments.`);
  for (const file of files.slice(0, Math.max(0, room))) {
    const key = makeId();
    const settle = (state: DraftFile['state']): void => {
      drafts.update((all) => all.map((each) => (each.key === key ? { ...each, state } : each)));
    };
    drafts.update((all) => [...all, { key, name: file.name, size: file.size, state: { type: 'uploading' } }]);
    api.addAttachment(file).then(
      (info) => {
        settle({ type: 'ready', info });
      },
      (error: unknown) => {
        settle({ type: 'failed', detail: sentenceFor(error) });
      },
    );
  }
}

export function removeFile(drafts: DraftFiles, key: string): void {
  drafts.update((all) => all.filter((each) => each.key !== key));
}

export function readyFiles(files: readonly DraftFile[]): readonly AttachmentInfo[] {
  return files.flatMap(({ state }) => (state.type === 'ready' ? [state.info] : []));
}

export function isImage({ mediaType }: { readonly mediaType: string }): boolean {
  return mediaType.startsWith('image/');
}

export const attachmentUrl = (id: string): string => `/api/attachments/${encodeURIComponent(id)}`;

/** The part that the server will store for it. */
export function filePart({ id, name, mediaType, size }: AttachmentInfo): FilePart {
  return { type: 'file', url: attachmentUrl(id), mediaType, filename: name, size };
}

/** Why a message with these cannot go now; undefined when it can. */
export function whyFilesWait(files: readonly DraftFile[], seesImages: boolean | undefined): string | undefined {
  if (files.some(({ state }) => state.type === 'failed')) return 'Remove what could not be attached.';
  if (seesImages === false && readyFiles(files).some(isImage)) return 'This model takes no images.';
  return files.some(({ state }) => state.type === 'uploading') ? 'Attaching…' : undefined;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

import type { QueueData } from '../../protocol/chunks';
import { ordinal } from '../words';
import { providerName } from './modelNames';

/** Where an answer stands in line, as "3rd in line for ollama"; `model` is null where the list says it already. */
export function lineWords(place: QueueData | null, model: string | null): string {
  if (place?.held === true) return 'Paused: new answers wait';
  const where = place === null ? 'Waiting in line' : `${ordinal(place.position)} in line`;
  const line = model === null ? where : `${where} for ${providerName(model)}`;
  return place?.opensAt === undefined ? line : `${line}, which takes calls again at ${clock(place.opensAt)}`;
}

/** Whether its person may have it answered next. */
export function canMoveUp(place: QueueData | null): boolean {
  return place !== null && place.position > 1 && place.held !== true;
}

function clock(moment: string): string {
  return new Date(moment).toLocaleTimeString(undefined, { timeStyle: 'medium' });
}

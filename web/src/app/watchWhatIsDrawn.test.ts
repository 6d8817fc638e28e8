import { expect, test, vi } from 'vitest';
import { Conversations } from '../features/chat/conversation/conversations';
import { promisesSettled } from '../testing/chatHarness';
import { watchWhatIsDrawn } from './watchWhatIsDrawn';

test('the feed hears which conversations are drawn, and of none while the tab is out of sight', async () => {
  const conversations = new Conversations();
  const told: (readonly string[])[] = [];
  watchWhatIsDrawn(conversations.drawn, { watch: (ids) => told.push(ids) }, document);
  await promisesSettled();
  const leave = conversations.of('c1').live.subscribe(() => undefined);
  conversations.of('c1').live.subscribe(() => undefined)();
  await promisesSettled();
  leave();
  conversations.of('c2').live.subscribe(() => undefined);
  await promisesSettled();
  const sight = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  await promisesSettled();
  sight.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await promisesSettled();
  expect(told).toEqual([[], ['c1'], ['c2'], [], ['c2']]);
});

import { ownerOf } from '../care/draft.ts';
import { conversationOf } from './look.ts';
import type { World } from './world.ts';

/** The sound of a message that somebody has left, for staff of its service; undefined when there is none by that id. */
export async function hearRecording(
  world: World,
  service: string,
  message: string,
): Promise<{ type: string; bytes: Buffer } | undefined> {
  const said = await conversationOf(world, { service, person: ownerOf(message) });
  const recording = said?.find(({ id }) => id === message)?.recording;
  return recording && world.provider.recording(recording.id);
}

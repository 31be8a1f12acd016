import { hearRecording } from '../../flows/hear-recording.ts';
import { getPage, NOT_FOUND, type PageRoute } from './page.ts';

/** Messages that callers have left: fetched from the provider by us, with its credentials, for whoever is signed in. */
export const recordingRoutes: readonly PageRoute[] = [
  getPage('/recordings/{id}', async ({ world, by, params }) => {
    const sound = await hearRecording(world, by.service.id, params.id ?? '');
    return sound ? { sound: sound.bytes, type: sound.type } : NOT_FOUND;
  }),
];

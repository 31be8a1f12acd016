/** How long the other side has, in milliseconds. */
const PATIENCE = 5_000;

/** Calls an address outside, such as that of a watch that rings when it is no longer called. @throws when it cannot be reached or does not answer with 2xx. */
export function heartbeatTo(address: string): () => Promise<void> {
  return async () => {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the heartbeat's address answered ${answer.status}`);
  };
}

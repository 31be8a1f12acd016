import { machineClock } from './clock.ts';
import { cloudConfig } from './config.ts';
import { providerSecret, tokensOf } from './provider-secret.ts';

/** How an entry gets what it needs: in AWS when it is first used, in the local run and in tests from whoever makes it. */

/** The provider's tokens by which webhooks are signed; two while one is being replaced. */
export type Tokens = () => Promise<readonly string[]>;

export function cloudTokens(): Tokens {
  const read = providerSecret(cloudConfig().PROVIDER_SECRET_ARN, machineClock);
  return async () => tokensOf(await read());
}

/** Makes a handler on its first call, so that importing an entry asks nothing of its surroundings. */
export function onFirstUse<A extends unknown[], R>(
  make: () => ((...args: A) => Promise<R>) | Promise<(...args: A) => Promise<R>>,
): (...args: A) => Promise<R> {
  let made: Promise<(...args: A) => Promise<R>> | undefined;
  return async (...args) => {
    made ??= Promise.resolve().then(make);
    // What could not be made is tried again by the next call, not remembered.
    made.catch(() => (made = undefined));
    return (await made)(...args);
  };
}

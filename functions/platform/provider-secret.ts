import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { object, string } from 'zod';
import type { Clock } from './clock.ts';

const secret = object({ accountSid: string().min(1), authToken: string().min(1), previousAuthToken: string().optional() });

export interface ProviderSecret {
  accountSid: string;
  authToken: string;
  /** Still valid while the provider's token is being rotated. */
  previousAuthToken?: string | undefined;
}

/** How long a secret is kept: a rotated token is known everywhere within this time. */
const KEPT_MINUTES = 5;

/** Reads the provider's secret, at most every few minutes. */
export function providerSecret(arn: string, clock: Clock): () => Promise<ProviderSecret> {
  const client = new SecretsManagerClient({});
  let kept: { value: ProviderSecret; until: number } | undefined;
  return async () => {
    const now = clock.now();
    if (kept && now.toMillis() < kept.until) return kept.value;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    const value = secret.parse(JSON.parse(SecretString ?? '{}'));
    kept = { value, until: now.plus({ minutes: KEPT_MINUTES }).toMillis() };
    return value;
  };
}

export function tokensOf({ authToken, previousAuthToken }: ProviderSecret): string[] {
  return [authToken, ...(previousAuthToken ? [previousAuthToken] : [])];
}

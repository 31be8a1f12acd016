import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle, entryNames } from './bundle.ts';
import { describeAlongside, LONDON } from './stacks/alongside.ts';

/**
 * What `cdk synth` and `cdk deploy` run. Choose with `-c stage=production` and `-c region=eu-west-2`; what only the
 * deploying organisation knows (PublicUrl, SignInIssuer, SignInAudience, AlarmEmail) is asked for when it deploys.
 */
const app = new App();
const stage: string = app.node.tryGetContext('stage') ?? 'rehearsal';
const region: string = app.node.tryGetContext('region') ?? LONDON;

const bundles = bundle(entryNames(), join(fileURLToPath(new URL('..', import.meta.url)), '.cache', 'bundles'));

describeAlongside(app, {
  stage,
  region,
  code: (entry) => {
    const found = bundles.get(entry);
    if (!found)
      throw new Error(`functions/entry/${entry}.ts is described in infra/stacks/described-functions.ts and does not exist`);
    return Code.fromAsset(found.folder);
  },
});
// A finding that nobody has acknowledged with a reason stops the synth.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

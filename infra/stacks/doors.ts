import { CfnParameter, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Entry } from './described-functions.ts';
import { LOG_RETENTION } from './one-function.ts';

interface Door {
  readonly route: HttpRouteKey;
  readonly opens: Entry;
  /** `signature`: the function checks the provider's signature. `sign-in`: the gateway checks a member of staff's token. */
  readonly guardedBy: 'signature' | 'sign-in';
}

const doors: readonly Door[] = [
  { route: HttpRouteKey.with('/phone/text', HttpMethod.POST), opens: 'text-arrived', guardedBy: 'signature' },
  { route: HttpRouteKey.with('/phone/call', HttpMethod.POST), opens: 'call-moved', guardedBy: 'signature' },
  { route: HttpRouteKey.with('/phone/receipt', HttpMethod.POST), opens: 'receipt-arrived', guardedBy: 'signature' },
  { route: HttpRouteKey.with('/api/v1/{proxy+}', HttpMethod.ANY), opens: 'api-asked', guardedBy: 'sign-in' },
  { route: HttpRouteKey.DEFAULT, opens: 'console-asked', guardedBy: 'sign-in' },
];

/** The HTTP API by itself, so that the functions can be told its address before their routes are hung on it. */
export function describeHttpApi(stack: Stack, stage: string): HttpApi {
  const api = new HttpApi(stack, 'Doors', {
    apiName: `alongside-${stage}`,
    description: `Alongside (${stage}): the provider's webhooks, the JSON API and the console`,
    createDefaultStage: false,
  });

  const accessLogs = new LogGroup(stack, 'DoorsLogs', {
    logGroupName: `/alongside/${stage}/doors`,
    retention: LOG_RETENTION,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(stack, 'DoorsStage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // Far above the answers that a whole cohort sends to one morning's check-ins, so that a text meets it only in a flood.
    throttle: { rateLimit: 500, burstLimit: 1000 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogs),
      // The route and not the path or the address asked from: a log holds ids and codes.
      format: AccessLogFormat.custom(
        JSON.stringify({
          requestId: '$context.requestId',
          at: '$context.requestTime',
          route: '$context.routeKey',
          status: '$context.status',
          milliseconds: '$context.responseLatency',
          integrationError: '$context.integrationErrorMessage',
          authorizerError: '$context.authorizer.error',
        }),
      ),
    },
  });
  return api;
}

/**
 * Hangs each door on the API. Who may sign in is for the deploying organisation to say, when it deploys. The gateway looks
 * for a bearer token, which a browser does not send by itself: the console opens to browsers with the stack that brings
 * staff their sign-in, and until then it is shut rather than unguarded.
 */
export function describeDoors(stack: Stack, api: HttpApi, functions: Readonly<Record<Entry, IFunction>>): void {
  const signInIssuer = new CfnParameter(stack, 'SignInIssuer', {
    description:
      'Who vouches for staff: the OpenID Connect issuer, for example https://cognito-idp.eu-west-2.amazonaws.com/<pool>',
    allowedPattern: 'https://.+',
    constraintDescription: 'an address that begins with https://',
  });
  const signInAudience = new CfnParameter(stack, 'SignInAudience', {
    description: "The client id for which the issuer's tokens must have been made",
    minLength: 1,
  });
  const guards: Record<Door['guardedBy'], IHttpRouteAuthorizer> = {
    signature: new HttpNoneAuthorizer(),
    'sign-in': new HttpJwtAuthorizer('StaffSignIn', signInIssuer.valueAsString, {
      jwtAudience: [signInAudience.valueAsString],
      authorizerName: 'staff-sign-in',
    }),
  };

  for (const { route, opens, guardedBy } of doors) {
    const door = new HttpRoute(stack, `${opens}-route`, {
      httpApi: api,
      routeKey: route,
      integration: new HttpLambdaIntegration(`${opens}-integration`, functions[opens]),
      authorizer: guards[guardedBy],
    });
    if (guardedBy === 'signature') {
      Validations.of(door).acknowledge({
        id: 'AwsSolutions::AwsSolutions-APIG4',
        reason: 'The provider cannot sign in: the function refuses every request that the provider has not signed.',
      });
    }
  }
}

import { toJSONSchema } from 'zod';
import { PASSED_BECAUSE } from '../../care/choose-line.ts';
import { GAP_REASONS } from '../../care/coverage.ts';
import { LINE_TEST_RESULTS } from '../../care/line-records.ts';
import { MARKS, TOPICS, URGENCIES } from '../../care/reading.ts';
import { dutiesOf } from '../../care/rota.ts';
import type { Service } from '../../care/service.ts';
import { LINE_STATES } from '../../flows/look-at-directory.ts';
import type { Route } from './route.ts';

const DISPATCH_STATES = [
  'received',
  'pending',
  'handing-over',
  'handed-over',
  'sent',
  'delivered',
  'failed',
  'withdrawn',
  'skipped',
];
const ESCALATION_STATES = ['open', 'accepted', 'exhausted', 'closed'];
const RUNG_RESULTS = [
  ...['waiting', 'ringing', 'answered', 'accepted', 'passed-on', 'no-key', 'wrong-key', 'no-answer', 'busy', 'unreachable'],
  ...['time-up', 'empty', 'hung-up'],
];

/** The API described by itself: every route with what it takes, and every enumeration that it answers with. */
export function openApi(routes: readonly Route[], service: Service): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const parameters = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operation(route, [...parameters, ...asked(route)]),
    };
  }
  const listed = (values: readonly string[]) => ({ type: 'string', enum: values });
  return {
    openapi: '3.1.0',
    info: { title: 'Alongside', version: '1' },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Urgency: listed(URGENCIES),
        Topic: listed(TOPICS),
        Mark: listed(MARKS),
        MessageStatus: listed(DISPATCH_STATES),
        EscalationState: listed(ESCALATION_STATES),
        RungResult: listed(RUNG_RESULTS),
        LineState: listed(LINE_STATES),
        LinePassedBecause: listed(PASSED_BECAUSE),
        LineTestResult: listed(LINE_TEST_RESULTS),
        CoverageGapReason: listed(GAP_REASONS),
        Duty: listed(dutiesOf(service)),
        Team: listed([service.team, 'unmatched']),
        Staff: listed(service.staff.map(({ id }) => id)),
        Outcome: { anyOf: [listed(service.outcomes.map(({ id }) => id)), { type: 'string', description: 'words of one’s own' }] },
        Error: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' }, field: { type: 'string' } },
            },
          },
        },
      },
    },
  };
}

/** What may stand behind the `?`, each by itself. */
function asked({ query }: Route): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function operation({ summary, body }: Route, parameters: object[]): object {
  const error = {
    description: 'what is wrong, and where',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  return {
    summary,
    parameters,
    ...(body && {
      requestBody: { content: { 'application/json': { schema: toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) } } },
    }),
    responses: { '2XX': { description: 'done' }, '4XX': error },
  };
}

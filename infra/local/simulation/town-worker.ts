import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { readCatalogue } from '../../../functions/platform/catalogue/read-catalogue.ts';
import { simulate } from './run.ts';
import type { Town } from './towns.ts';

/** The history of one town, in a thread of its own. */

const { place: _, ...wanted } = workerData as Town;
const catalogue = readCatalogue(fileURLToPath(new URL('../../../templates', import.meta.url)));
const summary = await simulate({ ...wanted, catalogue, progress: (share) => parentPort?.postMessage({ share }) });
parentPort?.postMessage({ summary });

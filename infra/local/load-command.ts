import { loadTexts, TEXTS } from './load/texts.ts';

console.log(JSON.stringify(await loadTexts(process.argv.includes('--brief') ? TEXTS.brief : TEXTS.usual), null, 2));

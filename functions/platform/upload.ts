import { formOf, type HttpEvent, header } from './http.ts';

/** A form as plain pairs, also one with files: of a file, the text in it. What is no form is an empty one. */
export async function formWithFiles(event: HttpEvent): Promise<Record<string, string>> {
  const type = header(event, 'content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return formOf(event);
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const pairs = [...form.entries()].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : await value.text(),
    ]);
    return Object.fromEntries(await Promise.all(pairs));
  } catch {
    return {};
  }
}

/** The addresses that the provider is given: they carry what they are about, so that whatever comes back needs no search. */

export function receiptAddress(publicUrl: string, service: string, dispatch: string): string {
  return address(publicUrl, '/phone/receipt', { s: service, d: dispatch });
}

/** `stage` is where the call has got to; absent at its start. */
export function callAddress(publicUrl: string, service: string, dispatch: string | undefined, stage?: string): string {
  return address(publicUrl, '/phone/call', { s: service, ...(dispatch && { d: dispatch }), ...(stage && { at: stage }) });
}

function address(publicUrl: string, path: string, query: Record<string, string>): string {
  return `${publicUrl}${path}?${new URLSearchParams(query)}`;
}

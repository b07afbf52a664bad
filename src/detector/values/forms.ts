/** formsOf lists the forms in which a value can occur in a file: as it is, in JSON, in a URL, in base64. */
export function formsOf(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  const url = encodeURIComponent(value.toWellFormed())
  return [...new Set([value, json, json.replaceAll('/', '\\/'), url, base64])]
}

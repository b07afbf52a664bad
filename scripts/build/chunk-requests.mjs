// How webpack's code asks for chunks in the files of dist/: for one (`r.e(1)`), or for several at once.
const one = String.raw`\w+\.e\((?:\/\* import\(\) \*\/ )?\d+\)`

/** The source of a pattern of a request for several chunks at once. */
export const TOGETHER = String.raw`Promise\.all\(\/\* import\(\) \*\/\[${one}(?:, ${one})*\]\)`

/** The source of a pattern of any request. */
export const REQUEST = `(?:${TOGETHER}|${one})`

/** idsIn returns the chunks for which a request asks. */
export function idsIn(request) {
  return [...request.matchAll(/\.e\((?:\/\* import\(\) \*\/ )?(\d+)\)/g)].map(([, id]) => id)
}

/** requireIn returns the name of webpack's function in a request. */
export function requireIn(request) {
  return /\w+(?=\.e\()/.exec(request)[0]
}
